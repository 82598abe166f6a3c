using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ConductBot.Policies;

/// <summary>The lines of <c>conductbot policy ask</c>.</summary>
public static class PolicyAskJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    // One line of a terminal or a file, never a web page: apostrophes and accents stay readable.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// One question in, one answer out. Never throws: a line that is no question is answered with an error. What is refused says
    /// why: <c>silent</c>, with the nearest clause, which is no answer, and where else to turn; or <c>not-understood</c>.
    /// </summary>
    /// <param name="answers">The policies, each asked in its newest version.</param>
    /// <param name="line">An object with <c>id</c>, <c>policy</c> and <c>q</c>.</param>
    public static PolicyAskLine Line(PolicyAnswers answers, string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, Strict);
            return Reply(answers, document.RootElement);
        }
        catch (JsonException broken)
        {
            return Error($"This line is not one sound JSON object: {broken.Message}");
        }
        catch (Exception halfACharacter) when (halfACharacter is InvalidOperationException or ArgumentException)
        {
            // How System.Text.Json reports half a surrogate pair: the first where it is escaped, the second where it is not.
            return Error("This line holds a text that is not sound Unicode.");
        }
    }

    private static PolicyAskLine Reply(PolicyAnswers answers, JsonElement asked)
    {
        if (asked.ValueKind != JsonValueKind.Object)
        {
            return Error("This line is not a JSON object.");
        }

        if (!asked.TryGetProperty("id", out var id) || id.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
        {
            return Error("'id' is missing, or is neither text nor a number.");
        }

        if (Text(asked, "policy") is not { } name)
        {
            return Error("'policy' is missing, or is no text.");
        }

        if (Text(asked, "q") is not { } question)
        {
            return Error("'q' is missing, or is no text.");
        }

        return answers.For(name) is { } finder
            ? new(Write(id, finder.Ask(question)), IsOk: true)
            : Error($"No policy is called '{name}'.");
    }

    private static string? Text(JsonElement asked, string name) =>
        asked.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Write(JsonElement id, Answer answer) => Write(writer =>
    {
        var found = answer as Answer.Found;
        writer.WritePropertyName("id");
        id.WriteTo(writer);
        writer.WriteBoolean("refused", found is null);
        writer.WriteStartArray("answers");

        foreach (var match in found?.Matches ?? [])
        {
            WriteMatch(writer, match);
        }

        writer.WriteEndArray();

        if (found is null)
        {
            WriteWhy(writer, answer as Answer.Silent);
        }
    });

    private static void WriteWhy(Utf8JsonWriter writer, Answer.Silent? silent)
    {
        writer.WriteString("why", silent is null ? "not-understood" : "silent");

        if (silent?.Nearest is { } nearest)
        {
            writer.WritePropertyName("nearest");
            WriteMatch(writer, nearest);
        }

        if (silent?.Advice is { } advice)
        {
            writer.WriteString("advice", advice.English);
        }
    }

    private static void WriteMatch(Utf8JsonWriter writer, Match match)
    {
        writer.WriteStartObject();
        writer.WriteString("clause", match.ClauseId);
        writer.WriteNumber("score", Math.Round(match.Score, 2));
        writer.WriteEndObject();
    }

    private static PolicyAskLine Error(string words) => new(Write(writer => writer.WriteString("error", words)), IsOk: false);

    private static string Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var writer = new Utf8JsonWriter(buffer, Plain);
        writer.WriteStartObject();
        members(writer);
        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

/// <summary>A line to write, and whether the line it answers was a question.</summary>
public sealed record PolicyAskLine(string Json, bool IsOk);
