using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ConductBot.Cases;

/// <summary>
/// How events are stored: what anybody who keeps the database may read, and apart from it whatever is marked
/// <see cref="PersonalAttribute"/>, as UTF-8 JSON to be sealed under the case's own key.
/// </summary>
/// <remarks>Stored shapes are for good: a new shape gets a new name and a reader for the old.</remarks>
public static class CaseEventCodec
{
    private static readonly Dictionary<string, JsonTypeInfo> ByName = new JsonTypeInfo[]
    {
        CaseEventJson.Default.CaseOpened,
        CaseEventJson.Default.AnswersGiven,
        CaseEventJson.Default.EscalationProposed,
        CaseEventJson.Default.EscalationApproved,
        CaseEventJson.Default.EscalationDeclined,
        CaseEventJson.Default.ActionRecorded,
        CaseEventJson.Default.DepartureRecorded,
        CaseEventJson.Default.FactCorrected,
        CaseEventJson.Default.ConflictDeclared,
        CaseEventJson.Default.UrgencyAcknowledged,
        CaseEventJson.Default.NoticePassedOn,
        CaseEventJson.Default.NoteAdded,
        CaseEventJson.Default.CaseLinked,
        CaseEventJson.Default.CaseClosed,
        CaseEventJson.Default.CaseReopened,
        CaseEventJson.Default.CaseForgotten,
        CaseEventJson.Default.MessageUndeliverable,
    }.ToDictionary(info => info.Type.Name, StringComparer.Ordinal);

    private static readonly Dictionary<string, string[][]> PersonalPaths =
        ByName.ToDictionary(entry => entry.Key, entry => FindPersonal(entry.Value.Type).ToArray(), StringComparer.Ordinal);

    /// <summary>The names under which events are stored.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <returns>The event's name, its open part, and its personal part or null when it has none.</returns>
    public static (string Type, string Data, byte[]? Personal) Write(CaseEvent happened)
    {
        var type = happened.GetType().Name;
        var open = JsonSerializer.SerializeToNode(happened, ByName[type])!.AsObject();
        var personal = new JsonObject();

        foreach (var path in PersonalPaths[type])
        {
            Move(open, personal, path);
        }

        return (type, open.ToJsonString(Compact), personal.Count == 0 ? null : Encoding.UTF8.GetBytes(personal.ToJsonString(Compact)));
    }

    /// <param name="personal">The opened personal part; null when there was none, or when the case was forgotten.</param>
    /// <exception cref="InvalidDataException">The name is not one of <see cref="Names"/>, or the JSON is not its shape.</exception>
    public static CaseEvent Read(string type, string data, byte[]? personal)
    {
        if (!ByName.TryGetValue(type, out var info))
        {
            throw new InvalidDataException($"There is no case event called '{type}'.");
        }

        try
        {
            var whole = Parsed(Encoding.UTF8.GetBytes(data));
            if (personal is not null)
            {
                Merge(whole, Parsed(personal));
            }

            return (CaseEvent)whole.Deserialize(info)!;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"A stored '{type}' does not have the shape of one.", broken);
        }
    }

    /// <summary>A member given twice is refused: readers would not agree on which of them counts.</summary>
    private static JsonObject Parsed(byte[] json) =>
        JsonNode.Parse(json, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject ?? throw new JsonException("An event is a JSON object.");

    private static readonly JsonSerializerOptions Compact = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static IEnumerable<string[]> FindPersonal(Type type)
    {
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (property.GetCustomAttribute<PersonalAttribute>() is not null)
            {
                yield return [name];
            }
            else if (property.PropertyType.Assembly == typeof(Report).Assembly)
            {
                foreach (var inner in FindPersonal(property.PropertyType))
                {
                    yield return [name, .. inner];
                }
            }
        }
    }

    private static void Move(JsonObject from, JsonObject to, ReadOnlySpan<string> path)
    {
        if (from[path[0]] is not { } found)
        {
            return;
        }

        if (path.Length == 1)
        {
            from.Remove(path[0]);
            to[path[0]] = found;
            return;
        }

        var inner = to[path[0]] as JsonObject ?? [];
        Move(found.AsObject(), inner, path[1..]);
        if (inner.Count > 0 && inner.Parent is null)
        {
            to[path[0]] = inner;
        }
    }

    private static void Merge(JsonObject whole, JsonObject part)
    {
        foreach (var (name, value) in part.ToList())
        {
            if (value is JsonObject inner && whole[name] is JsonObject existing)
            {
                Merge(existing, inner);
            }
            else
            {
                part.Remove(name);
                whole[name] = value;
            }
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CaseOpened))]
[JsonSerializable(typeof(AnswersGiven))]
[JsonSerializable(typeof(EscalationProposed))]
[JsonSerializable(typeof(EscalationApproved))]
[JsonSerializable(typeof(EscalationDeclined))]
[JsonSerializable(typeof(ActionRecorded))]
[JsonSerializable(typeof(DepartureRecorded))]
[JsonSerializable(typeof(FactCorrected))]
[JsonSerializable(typeof(ConflictDeclared))]
[JsonSerializable(typeof(NoteAdded))]
[JsonSerializable(typeof(CaseLinked))]
[JsonSerializable(typeof(CaseClosed))]
[JsonSerializable(typeof(CaseReopened))]
[JsonSerializable(typeof(CaseForgotten))]
[JsonSerializable(typeof(MessageUndeliverable))]
[JsonSerializable(typeof(UrgencyAcknowledged))]
[JsonSerializable(typeof(NoticePassedOn))]
[JsonSerializable(typeof(Report))]
public sealed partial class CaseEventJson : JsonSerializerContext;
