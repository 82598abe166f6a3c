using ConductBot.Bot.Reporting;
using ConductBot.Cases;
using ConductBot.Teams.Dialogs;

namespace ConductBot.Bot.SetUp.Steps;

/// <summary>Whether case cards may come to the channel in which the set-up was started. Whoever reads it reads them.</summary>
internal sealed class ChannelStep(SetUpScene scene) : SetUpStep
{
    public const string Input = "channel";

    public const string StepId = "channel";

    public override string Id => StepId;

    public override string Title => "Safeguarding channel";

    public override SetUpQuestion Ask(SetUpAnswers answers) => new(
        "Shall case cards come to this channel?",
        Warning,
        [
            "This channel is the one in which you started the set-up.",
            "A case card holds the reference, what is allowed next and why. It holds no name and no word of the post; those show only to the DSL, deputies and leads.",
            scene.Readers == ChannelReaders.ItsMembers
                ? "It is a private channel: those who were added to it read the cards."
                : "Better: a private channel for safeguarding, or a small team of its own. Add me there, and type set up.",
        ],
        [],
        scene.Readers == ChannelReaders.ItsMembers ? "Use this channel" : "Use it all the same",
        (Input, Report.Yes));

    // Seen on the summary alone, which comes after this channel was agreed to: the other one is what holds until then.
    public override string? AnswerOf(SetUpAnswers answers) => answers.ChannelAgreed ? $"This channel. {Readers}" : "Another channel";

    public override StepAnswer<SetUpAnswers> Read(SetUpAnswers values, DialogInput input) =>
        scene.Readers == ChannelReaders.OtherTeams ? Again(values, Warning)
        : Answers.Input(input.Value, Input) == Report.Yes ? Take(values with { ChannelAgreed = true })
        : Again(values, "Press the button to agree to this channel, or cancel and type set up in another.");

    /// <summary>Empty for a private channel.</summary>
    public static string WarningOf(ChannelReaders readers, int members) => readers switch
    {
        ChannelReaders.ItsMembers => "",
        ChannelReaders.TheWholeTeam => $"Not private: everyone in this team, {members} people now and whoever joins, reads what is posted in this channel.",
        ChannelReaders.OtherTeams => "This is a shared channel: people of other teams, perhaps of other organisations, read it. Case cards never go to a shared channel. Start the set-up in another.",
        _ => $"Teams did not tell me whether this channel is private. If it is not, everyone in this team, {members} people now and whoever joins, reads what is posted in it.",
    };

    private string Warning => WarningOf(scene.Readers, scene.Roster.Members.Count);

    private string Readers => scene.Readers switch
    {
        ChannelReaders.ItsMembers => "Private: those who were added to it read it.",
        ChannelReaders.TheWholeTeam => "Not private: the whole team reads it.",
        _ => "Perhaps not private: then the whole team reads it.",
    };
}
