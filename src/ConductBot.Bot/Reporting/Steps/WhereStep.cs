using ConductBot.Cases;
using ConductBot.Policies;
using ConductBot.Teams.Dialogs;

namespace ConductBot.Bot.Reporting.Steps;

/// <summary>Where it stands and how it came to be seen: some actions are open only for a school's own site or a group chat.</summary>
public sealed class WhereStep(Policy policy) : ReportStep(policy)
{
    private const string SchoolSite = "school-site";
    private const string Group = "group-chat";

    private static IReadOnlyList<QuestionChoice> Platforms =>
    [
        new("facebook", "Facebook"),
        new("whatsapp", "WhatsApp"),
        new("instagram", "Instagram"),
        new("x", "X (Twitter)"),
        new("tiktok", "TikTok"),
        new("snapchat", "Snapchat"),
        new("youtube", "YouTube"),
        new(SchoolSite, Say("A school’s own website or forum")),
        new(Group, Say("A group chat somewhere else")),
        new("other", Say("Somewhere else")),
    ];

    public override string Id => StepIds.Where;

    public override string Title => Say("Where it was posted");

    public override Question Ask(Report report) => new(
        Say("Where was it posted?"),
        [],
        [
            new("platform", Say("Site or app"), InputKind.OneOf, Platforms, report.Platform),
            new("onSchoolSite", Say("Is it on a school’s own website or forum?"), InputKind.OneOf, Answers.YesNoUnsure, report.OnSchoolSite),
            new("groupChat", Say("Is it in a group chat?"), InputKind.OneOf, Answers.YesNoUnsure, report.GroupChat),
            new("seenHow", Say("How did you come to see it?"), InputKind.Line, [], report.SeenHow, Say("Somebody showed me")),
        ],
        [],
        Say($"Type a number: {Answers.Numbered(Platforms)}. After commas, if you like: on a school’s own site (yes or no), in a group chat (yes or no), how you came to see it."));

    public override StepAnswer<Report> Read(Report report, DialogInput input)
    {
        if (Answers.IsSkip(input.Text))
        {
            return Take(report);
        }

        // Typed: the place, then, after commas, school site, group chat and how it was seen, as far as one cares to go.
        var parts = input.Text is { } typed ? typed.Split(',', 4, StringSplitOptions.TrimEntries) : [];
        var place = parts.Length > 0 ? parts[0] : Answers.Input(input.Value, "platform");
        var read = report with
        {
            Platform = Answers.ReadChoice(place, () => Platforms),
            // What the place said before by itself does not outlive it.
            OnSchoolSite = Answers.ReadYesNo(Part(1, "onSchoolSite")) ?? (report.Platform == SchoolSite ? null : report.OnSchoolSite),
            GroupChat = Answers.ReadYesNo(Part(2, "groupChat")) ?? (report.Platform == Group ? null : report.GroupChat),
            SeenHow = Answers.Free(Part(3, "seenHow"), Answers.MostOfAnAnswer) ?? report.SeenHow,
        };

        if (read.Platform is null)
        {
            return Again(read, Say("Choose where it was posted, or press Skip."));
        }

        return Take(read with
        {
            OnSchoolSite = read.Platform == SchoolSite ? Report.Yes : read.OnSchoolSite,
            GroupChat = read.Platform == Group ? Report.Yes : read.GroupChat,
        });

        string? Part(int place, string id) => input.Text is null
            ? Answers.Input(input.Value, id)
            : parts.ElementAtOrDefault(place);
    }

    public override string? AnswerOf(Report report)
    {
        if (report.Platform is null)
        {
            return null;
        }

        List<string> words = [TitleOf(report.Platform)];
        words.AddRange(report.OnSchoolSite is { } site ? [Say($"School’s own site: {Answers.Word(site)}")] : []);
        words.AddRange(report.GroupChat is { } chat ? [Say($"Group chat: {Answers.Word(chat)}")] : []);
        words.AddRange(report.SeenHow is { } how ? [Say($"Seen: {how}")] : []);
        return string.Join(" · ", words);
    }

    public static string TitleOf(string? platform) => Platforms.FirstOrDefault(choice => choice.Value == platform)?.Title ?? Say("Not said");
}
