using System.Security;

namespace ConductBot.Teams;

/// <summary>Finds out what was said to the bot, apart from its name.</summary>
public static class MentionExtensions
{
    private const string Close = "</at>";

    /// <summary>Everybody mentioned, the bot included.</summary>
    public static IEnumerable<Mention> GetMentions(this Activity activity) => activity.Entities?.OfType<Mention>() ?? [];

    /// <summary>
    /// The text without the bot's own mention at its start, white space tidied; for understanding commands. Mentions further
    /// on are part of what was said. <see cref="Activity.Text"/> and the entities stay as they came.
    /// </summary>
    public static string RemoveRecipientMention(this Activity activity)
    {
        var text = Tidy(activity.Text);
        var ours = activity.GetMentions().Where(mention => IsRecipient(activity, mention)).ToList();

        while (ours.Select(mention => AfterMention(text, mention, activity.Recipient?.Name)).FirstOrDefault(rest => rest is not null) is { } rest)
        {
            text = rest;
        }

        return text;
    }

    private static bool IsRecipient(Activity activity, Mention mention) =>
        mention.Mentioned?.Id is { Length: > 0 } id && string.Equals(id, activity.Recipient?.Id, StringComparison.OrdinalIgnoreCase);

    /// <summary>What follows the mention when the text starts with it, else null.</summary>
    private static string? AfterMention(string text, Mention mention, string? recipientName)
    {
        // Some clients leave the text of the entity out, some escape the name in one place and not in the other, and some
        // number their tags (BotFramework-Services issue 204, botbuilder-js issue 2083).
        var written = Tidy(mention.Text);
        if (TagAtStart(text) is { } tag)
        {
            var name = mention.Mentioned?.Name ?? recipientName;
            string?[] names = [TagAtStart(written)?.Name ?? written, name, SecurityElement.Escape(name)];
            return names.Any(candidate => Same(tag.Name, candidate)) ? tag.After : null;
        }

        return written.Length > 0 && text.StartsWith(written, StringComparison.OrdinalIgnoreCase) ? text[written.Length..].TrimStart() : null;
    }

    private static (string Name, string After)? TagAtStart(string text)
    {
        if (!text.StartsWith("<at>", StringComparison.OrdinalIgnoreCase) && !text.StartsWith("<at ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var opened = text.IndexOf('>', StringComparison.Ordinal) + 1;
        var closed = opened == 0 ? -1 : text.IndexOf(Close, opened, StringComparison.OrdinalIgnoreCase);
        return closed < 0 ? null : (text[opened..closed], text[(closed + Close.Length)..].TrimStart());
    }

    private static bool Same(string found, string? name) =>
        !string.IsNullOrWhiteSpace(name) && string.Equals(found.Trim(), Tidy(name), StringComparison.OrdinalIgnoreCase);

    /// <summary>One ordinary space for every run of white space, no-break spaces and line ends included.</summary>
    private static string Tidy(string? text) =>
        string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
