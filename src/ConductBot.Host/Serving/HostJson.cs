using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ConductBot.Host.Serving;

[JsonSerializable(typeof(JsonNode))]
internal sealed partial class HostJson : JsonSerializerContext;
