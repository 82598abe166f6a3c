using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ConductBot.Teams;

/// <summary>Reads a mention as a <see cref="Mention"/> and every other entity as it is.</summary>
internal sealed class EntityConverter : JsonConverter<Entity>
{
    public override Entity? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        var json = JsonElement.ParseValue(ref reader);
        var type = json.TryGetProperty("type", out var property) && property.ValueKind == JsonValueKind.String ? property.GetString() : null;
        if (string.Equals(type, Mention.EntityType, StringComparison.Ordinal))
        {
            return (Mention?)json.Deserialize(options.GetTypeInfo(typeof(Mention)));
        }

        var properties = JsonObject.Create(json);
        if (type is not null)
        {
            properties?.Remove("type");
        }

        return new Entity { Type = type, Properties = properties };
    }

    public override void Write(Utf8JsonWriter writer, Entity value, JsonSerializerOptions options)
    {
        if (value is Mention mention)
        {
            JsonSerializer.Serialize(writer, mention, options.GetTypeInfo(typeof(Mention)));
            return;
        }

        writer.WriteStartObject();
        if (value.Type is not null)
        {
            writer.WriteString("type", value.Type);
        }

        foreach (var (name, node) in value.Properties ?? [])
        {
            writer.WritePropertyName(name);
            if (node is null)
            {
                writer.WriteNullValue();
            }
            else
            {
                node.WriteTo(writer, options);
            }
        }

        writer.WriteEndObject();
    }
}
