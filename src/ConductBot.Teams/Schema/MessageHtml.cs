using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace ConductBot.Teams;

/// <summary>
/// The HTML of a message, read as what a person sees: words, where its links lead, what pictures it holds. Nothing of the
/// HTML itself is kept, so nothing of it can be shown.
/// </summary>
/// <param name="Text">Paragraphs and list items on lines of their own; a quotation marked with &gt;.</param>
/// <param name="Links">http and https only, in order.</param>
/// <param name="Pictures">The pictures' addresses, emoji left out.</param>
public sealed record MessageHtml(string Text, IReadOnlyList<string> Links, IReadOnlyList<string> Pictures)
{
    /// <summary>
    /// Teams takes messages of about 28 KB. No more is read: an HTML parser looks through all open elements at each new
    /// one, and a hostile client could keep it busy for many seconds with a long row of them.
    /// </summary>
    private const int Longest = 32 * 1024;

    /// <summary>Deeper than any message a client makes; what lies below is left out.</summary>
    private const int Deepest = 200;

    private static readonly HashSet<string> Blocks =
        new(["P", "DIV", "LI", "UL", "OL", "TABLE", "TR", "BLOCKQUOTE", "PRE", "H1", "H2", "H3", "H4", "H5", "H6", "ATTACHMENT"], StringComparer.Ordinal);

    private static readonly HashSet<string> Unseen = new(["SCRIPT", "STYLE", "TEMPLATE", "HEAD", "NOSCRIPT"], StringComparer.Ordinal);

    public static MessageHtml Read(string html)
    {
        var body = new HtmlParser().ParseDocument(html.Length <= Longest ? html : html[..Longest]).Body;
        var text = new StringBuilder();
        var links = new List<string>();
        var pictures = new List<string>();
        if (body is not null)
        {
            Walk(body, 0);
        }

        return new(Tidy(text.ToString()), links, pictures);

        void Walk(INode node, int depth)
        {
            foreach (var child in node.ChildNodes)
            {
                switch (child)
                {
                    case IText words:
                        text.Append(words.Data.Replace('\u00A0', ' '));
                        break;

                    case IElement element when depth < Deepest && !Unseen.Contains(element.TagName):
                        Element(element, depth);
                        break;
                }
            }
        }

        void Element(IElement element, int depth)
        {
            if (element.TagName is "BR" || Blocks.Contains(element.TagName))
            {
                text.Append('\n');
            }

            if (element.TagName is "BLOCKQUOTE")
            {
                text.Append("> ");
            }
            else if (element.TagName is "A" && Uri.TryCreate(element.GetAttribute("href"), UriKind.Absolute, out var link) && link.Scheme is "https" or "http")
            {
                links.Add(link.AbsoluteUri);
            }
            else if (element.TagName is "IMG" or "EMOJI")
            {
                Picture(element);
            }

            Walk(element, depth + 1);
            if (Blocks.Contains(element.TagName))
            {
                text.Append('\n');
            }
        }

        // Clients write an emoji as a picture of it, with the emoji itself beside it.
        void Picture(IElement element)
        {
            var isEmoji = element.TagName is "EMOJI" || element.GetAttribute("itemtype")?.Contains("Emoji", StringComparison.OrdinalIgnoreCase) == true;
            if (isEmoji)
            {
                text.Append(element.GetAttribute("alt"));
            }
            else if (element.GetAttribute("src") is { Length: > 0 } source)
            {
                pictures.Add(source);
            }
        }
    }

    private static string Tidy(string text)
    {
        var lines = text.Split('\n').Select(line => string.Join(' ', line.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)));
        return string.Join('\n', lines.Where(line => line.Length > 0 && line != ">"));
    }
}
