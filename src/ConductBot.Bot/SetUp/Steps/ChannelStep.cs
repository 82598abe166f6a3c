using ConductBot.Bot.Cards;
using ConductBot.Bot.Reporting;
using ConductBot.Cases;
using ConductBot.Teams.Dialogs;

namespace ConductBot.Bot.SetUp.Steps;

/// <summary>Whether case cards may come to the channel in which the set-up was started, and in which language. Whoever reads it reads them.</summary>
internal sealed class ChannelStep(SetUpScene scene) : SetUpStep
{
    public const string Input = "channel";
    public const string Spoken = "language";

    public const string StepId = "channel";

    public override string Id => StepId;

    public override string Title => Say("Safeguarding channel");

    public override SetUpQuestion Ask(SetUpAnswers answers) => new(
        Say("Shall case cards come to this channel?"),
        Warning,
        [
            Say("This channel is the one in which you started the set-up."),
            Say("A case card holds the reference, what is allowed next and why. It holds no name and no word of the post; those show only to the DSL, deputies and leads."),
            scene.Readers == ChannelReaders.ItsMembers
                ? Say("It is a private channel: those who were added to it read the cards.")
                : Say("Better: a private channel for safeguarding, or a small team of its own. Add me there, and type set up."),
        ],
        answers.ChannelOnly || scene.Readers == ChannelReaders.OtherTeams ? [] : [LanguageInput(answers)],
        scene.Readers == ChannelReaders.ItsMembers ? Say("Use this channel") : Say("Use it all the same"),
        (Input, Report.Yes));

    // Seen on the summary alone, which comes after this channel was agreed to: the other one is what holds until then.
    public override string? AnswerOf(SetUpAnswers answers) => answers.ChannelAgreed
        ? string.Join(' ', [Say("This channel."), Readers, .. answers.ChannelOnly ? (IEnumerable<string>)[] : [SpokenIn(answers)]])
        : Say("Another channel");

    public override StepAnswer<SetUpAnswers> Read(SetUpAnswers values, DialogInput input) =>
        scene.Readers == ChannelReaders.OtherTeams ? Again(values, Warning)
        : Answers.Input(input.Value, Input) == Report.Yes ? Take(values with { ChannelAgreed = true, Language = LanguageIn(input) ?? values.Language })
        : Again(values, Say("Press the button to agree to this channel, or cancel and type set up in another."));

    /// <summary>Empty for a private channel.</summary>
    public static string WarningOf(ChannelReaders readers, int members) => readers switch
    {
        ChannelReaders.ItsMembers => "",
        ChannelReaders.TheWholeTeam => Say($"Not private: everyone in this team, {members} people now and whoever joins, reads what is posted in this channel."),
        ChannelReaders.OtherTeams => Say("This is a shared channel: people of other teams, perhaps of other organisations, read it. Case cards never go to a shared channel. Start the set-up in another."),
        _ => Say($"Teams did not tell me whether this channel is private. If it is not, everyone in this team, {members} people now and whoever joins, reads what is posted in it."),
    };

    private string Warning => WarningOf(scene.Readers, scene.Roster.Members.Count);

    private static CardInput LanguageInput(SetUpAnswers answers) => new(
        "few", Spoken, Say("The language of what I post in this channel"), answers.Language == Language.Welsh ? Language.Welsh : Language.British, "",
        [new("English", Language.British), new("Cymraeg", Language.Welsh)]);

    private static string? LanguageIn(DialogInput input) => Answers.Input(input.Value, Spoken) is Language.British or Language.Welsh ? Answers.Input(input.Value, Spoken) : null;

    private static string SpokenIn(SetUpAnswers answers) => answers.Language == Language.Welsh ? Say("In Welsh.") : Say("In English.");

    private string Readers => scene.Readers switch
    {
        ChannelReaders.ItsMembers => Say("Private: those who were added to it read it."),
        ChannelReaders.TheWholeTeam => Say("Not private: the whole team reads it."),
        _ => Say("Perhaps not private: then the whole team reads it."),
    };
}
