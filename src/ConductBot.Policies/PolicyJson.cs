using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ConductBot.Policies;

/// <summary>Facts and decisions as JSON, one object to a line.</summary>
public static class PolicyJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    // One line of a terminal or a file, never a web page: apostrophes and accents stay readable.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The decision on one line of facts. Never throws: a line that is no valid facts object is answered with an error.</summary>
    /// <param name="library">The policies, each decided in its newest version unless a day is given.</param>
    /// <param name="line">One JSON object of facts.</param>
    /// <param name="on">The day whose version of the policy is meant.</param>
    public static (string Json, bool Ok) DecideLine(PolicyLibrary library, string line, DateOnly? on = null)
    {
        if (ReadFacts(library.Vocabulary, line, out var facts) is { } error)
        {
            return (Error(error), false);
        }

        var policy = on is { } day ? library.Current(facts!.Policy, day) : library.Newest(facts!.Policy);

        return policy is null
            ? (Error(library.Drafts.Any(draft => draft.Id == facts.Policy)
                ? $"The policy '{facts.Policy}' is still to decide: nothing is decided under it."
                : $"No policy is called '{facts.Policy}'{(on is null ? "" : " on that day")}."), false)
            : (Write(PolicyDecider.Decide(policy, facts)), true);
    }

    /// <summary>Reads a facts object.</summary>
    /// <returns>What is wrong with it, in a sentence; null where the facts were read.</returns>
    public static string? ReadFacts(PolicyVocabulary vocabulary, string json, out CaseFacts? facts)
    {
        facts = null;

        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return FactsReader.Read(document.RootElement, vocabulary, out facts);
        }
        catch (JsonException broken)
        {
            return $"This line is not one sound JSON object: {broken.Message}";
        }
        catch (Exception halfACharacter) when (halfACharacter is InvalidOperationException or ArgumentException)
        {
            // How System.Text.Json reports half a surrogate pair: the first where it is escaped, the second where it is not.
            return "This line holds a text that is not sound Unicode.";
        }
    }

    /// <summary>A decision in the shape that <c>policy decide</c> promises.</summary>
    public static string Write(Decision decision) => Text(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("scope", decision.InScope ? "in" : "out");
        writer.WriteBoolean("breach", decision.Breach);
        WriteTexts(writer, "breachClauses", decision.BreachClauses);
        WriteTexts(writer, "notCovered", decision.NotCovered);
        writer.WritePropertyName("next");
        WriteOpen(writer, decision.Next);
        writer.WriteStartArray("allowed");

        foreach (var open in decision.Allowed)
        {
            WriteOpen(writer, open);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("blocked");

        foreach (var blocked in decision.Blocked)
        {
            writer.WriteStartObject();
            writer.WriteString("action", blocked.Action);
            WriteTexts(writer, "because", blocked.Because);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("never");

        foreach (var never in decision.Never)
        {
            writer.WriteStartObject();
            writer.WriteString("action", never.Action);
            WriteTexts(writer, "clauses", never.Clauses);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static string Error(string words) => Text(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("error", words);
        writer.WriteEndObject();
    });

    private static string Text(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using var writer = new Utf8JsonWriter(buffer, Plain);
        write(writer);
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteOpen(Utf8JsonWriter writer, OpenAction open)
    {
        writer.WriteStartObject();
        writer.WriteString("action", open.Action);
        WriteTexts(writer, "clauses", open.Clauses);
        writer.WriteString("strength", open.Strength.Word());
        writer.WriteString("approval", open.Approval.Word());
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);

        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
