using ConductBot.Policies.Importing;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ConductBot.Host.Importing;

/// <summary>A Markdown file's words, without its marks.</summary>
internal static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseYamlFrontMatter().Build();

    /// <returns>Null where its marks are nested so deeply that nobody wrote them.</returns>
    public static ReceivedDocument? Read(string markdown)
    {
        if (Parse(markdown) is not { } document)
        {
            return null;
        }

        var text = new DocumentTextBuilder();
        Write(document, text);
        return text.Build();
    }

    private static MarkdownDocument? Parse(string markdown)
    {
        try
        {
            return Markdown.Parse(markdown, Pipeline);
        }
        catch (ArgumentException)
        {
            // How Markdig says that its limit of depth is passed; it takes any text otherwise.
            return null;
        }
    }

    private static void Write(ContainerBlock blocks, DocumentTextBuilder text)
    {
        foreach (var block in blocks)
        {
            switch (block)
            {
                case HeadingBlock heading:
                    text.Heading(Words(heading.Inline).Replace('\n', ' '));
                    break;
                case ListBlock list:
                    Write(list, text);
                    break;
                case Table table:
                    foreach (var row in table.OfType<TableRow>())
                    {
                        text.Row(row.OfType<TableCell>().Select(cell => string.Join(' ', cell.Descendants<ParagraphBlock>().Select(words => Words(words.Inline)))));
                    }

                    break;
                case YamlFrontMatterBlock or HtmlBlock:
                    break;
                case CodeBlock code:
                    text.Paragraph(code.Lines.ToString());
                    break;
                case LeafBlock { Inline: { } inline }:
                    text.Paragraph(Words(inline));
                    break;
                case ContainerBlock inner:
                    Write(inner, text);
                    break;
            }
        }
    }

    /// <summary>The first paragraph of an item stands behind its mark; lists within lists follow, each item on its own.</summary>
    private static void Write(ListBlock list, DocumentTextBuilder text)
    {
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var mark = list.IsOrdered ? $"{item.Order}{list.OrderedDelimiter}" : "-";

            if (item.Count > 0 && item[0] is ParagraphBlock first)
            {
                text.Item(mark, Words(first.Inline));
                item.RemoveAt(0);
            }

            Write((ContainerBlock)item, text);
        }
    }

    private static string Words(ContainerInline? inlines) => string.Concat((inlines ?? []).Select(inline => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        LineBreakInline => "\n",
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        AutolinkInline link => link.Url,
        ContainerInline inner => Words(inner),
        _ => "",
    }));
}
