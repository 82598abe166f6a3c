using System.Text.Json;
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
        var type = json.TryGetProperty("type", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
        if (type == Mention.EntityType)
        {
            return (Mention?)json.Deserialize(options.GetTypeInfo(typeof(Mention)));
        }

        var rest = json.EnumerateObject().Where(field => type is null || field.Name != "type").DistinctBy(field => field.Name);
        return new Entity { Type = type, Properties = rest.ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal) };
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

        foreach (var (name, field) in value.Properties ?? [])
        {
            writer.WritePropertyName(name);
            field.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
