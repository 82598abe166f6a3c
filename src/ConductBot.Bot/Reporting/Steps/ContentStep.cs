using ConductBot.Bot.Cards;
using ConductBot.Cases;
using ConductBot.Policies;
using ConductBot.Teams.Dialogs;

namespace ConductBot.Bot.Reporting.Steps;

/// <summary>The words of the post. Left out where it may hold an intimate image.</summary>
public sealed class ContentStep(Policy policy) : ReportStep(policy)
{
    public override string Id => StepIds.Content;

    public override string Title => Say("What was posted");

    public override bool Applies(Report report) => !report.MayShowIntimateImage;

    public override Question Ask(Report report) => new(
        Say("What was posted?"),
        [
            Say("Copy the words as they stand, or say in your own words what you saw. A link helps, if you have one already."),
            report.Evidence.Count == 0
                ? Say("A screenshot you have already: send it as a message in your own chat with me.")
                : Say($"Kept with it: {EvidenceWords.List(report.Evidence)}."),
            Say("Only the people who may act on the case see this."),
        ],
        [
            new("text", Say("The words of the post"), InputKind.Paragraph, [], report.Text),
            new("link", Say("Link (if you have it)"), InputKind.Line, [], report.Link),
        ],
        [],
        Say("Type or paste the words of the post."));

    public override StepAnswer<Report> Read(Report report, DialogInput input)
    {
        if (Answers.IsSkip(input.Text))
        {
            return Take(report);
        }

        if (input.Text is { } typed)
        {
            if (Answers.Free(typed) is null)
            {
                return Again(report, Say("I can read words only. Say what was posted, or skip."));
            }

            return Take(IsLink(typed) ? report with { Link = typed.Trim() } : report with { Text = Answers.Free(typed) });
        }

        // An empty field keeps what was given before: a long post is not sent back and forth to be kept.
        var read = report with
        {
            Text = Answers.Free(Answers.Input(input.Value, "text")) ?? report.Text,
            Link = Answers.Free(Answers.Input(input.Value, "link")) ?? report.Link,
        };
        return read.Text is null && read.Link is null && read.Evidence.Count == 0
            ? Again(read, Say("Write or paste what was posted, give a link, or press Skip."))
            : Take(read);
    }

    public override string? AnswerOf(Report report)
    {
        string?[] parts = [report.Text, report.Link, report.Evidence.Count == 0 ? null : EvidenceWords.List(report.Evidence)];
        var given = string.Join('\n', parts.Where(part => part is not null));
        return given.Length == 0 ? null : given;
    }

    private static bool IsLink(string typed) =>
        !typed.Trim().Any(char.IsWhiteSpace)
        && Uri.TryCreate(typed.Trim(), UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}
