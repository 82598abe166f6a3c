using System.Globalization;
using System.Text.Json.Nodes;
using ConductBot.Bot.Cards;
using ConductBot.Bot.Delivery;
using ConductBot.Bot.People;
using ConductBot.Bot.Reporting;
using ConductBot.Bot.Turns;
using ConductBot.Cards;
using ConductBot.Teams;

namespace ConductBot.Bot.General;

/// <summary>Greets, helps, and says so where the bot cannot.</summary>
public sealed class GeneralConversation(CardLibrary cards)
{
    public const string ChooseSchoolVerb = "school/choose";
    public const string StartVerb = "report/start";

    /// <summary>Shown whatever else is the matter.</summary>
    public const string Emergency = "If anyone is in immediate danger, call 999 now.";

    public void Help(BotTurn turn) => turn.Reply(Activity.Card(cards.Render(new HelpCard(turn.School?.Name ?? "", turn.Actor.MayDecide)), "What ConductBot can do"));

    /// <summary>A greeting, once to each place, whichever of the two installation events comes first.</summary>
    public async Task WelcomeAsync(BotTurn turn, CancellationToken cancellationToken)
    {
        var place = turn.Activity.BaseChannelId;
        if (place is null)
        {
            return;
        }

        var key = $"welcome/{turn.TenantId}/{place}".ToLowerInvariant();
        if (await turn.Store.ReadStateAsync(key, cancellationToken) is not null)
        {
            return;
        }

        // At version 0: of two events at once only one greets, and the other finds it done when it is run again.
        turn.Commit.States.Add(new(key, ExpectedVersion: 0, [1]));
        if (turn.Activity.IsPersonal)
        {
            if (turn.School is null)
            {
                NoSchool(turn, "");
            }
            else
            {
                Help(turn);
            }
        }
        else
        {
            GroupHelp(turn);
        }
    }

    public void GroupHelp(BotTurn turn) => turn.Reply(Activity.Message(
        $"I answer questions about the policy here: mention me and ask. Concerns are reported in a private chat with me. {Emergency}"));

    public void NothingSaid(BotTurn turn) => turn.Reply(Activity.Message(
        $"I can read words only in this chat. Type report to report a post, or ask what the policy says. {Emergency}"));

    /// <summary>The words of a message come twice, once as HTML; only what is not words counts.</summary>
    public bool HasPicturesOrFiles(BotTurn turn) => turn.Activity.Attachments?.Any(attachment =>
        attachment.ContentType?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true
        || attachment.ContentType == ContentTypes.FileDownloadInfo) == true;

    public void PicturesNotTaken(BotTurn turn) => turn.Reply(Activity.Message(
        "I do not take pictures or files: nothing of it was kept. Say in words what it shows, and show it to your designated safeguarding lead in person."
        + " If it shows a naked, part-naked or sexual image, do not send it to anybody."));

    public void WrittenPrivately(BotTurn turn) => turn.Reply(Activity.Message("I have written to you privately."));

    public void StartPrivately(BotTurn turn)
    {
        var card = new NoticeCard(
            "Report a post",
            "emphasis",
            [Emergency, "Nobody else sees this chat."],
            [Buttons.Press("Start the report", StartVerb, CardButton.WithoutInputs)]);
        turn.ReplyPrivately(Activity.Card(cards.Render(card), "Report a post"));
    }

    /// <summary>The way on is in the private chat.</summary>
    /// <returns>What the dialog says.</returns>
    public string NoSchoolInModule(BotTurn turn)
    {
        NoSchool(turn, "");
        return $"ConductBot has written to you privately. {Emergency}";
    }

    public void SetUp(BotTurn turn) => turn.Reply(Activity.Message(turn.School is { } school
        ? $"{school.Name} is set up in this server’s settings ({(school.ChannelId is null ? "no safeguarding channel yet" : "with a safeguarding channel")}). Whoever runs the server changes it there."
        : "This team is not set up. Whoever runs the server adds the school to its settings."));

    /// <summary>The person belongs to no school of this host, or to several and has not said which.</summary>
    public void NoSchool(BotTurn turn, string text)
    {
        if (turn.Candidates.Count < 2)
        {
            turn.ReplyPrivately(Activity.Message(
                $"I am not set up for your school, or you are not on its list of staff. Speak to your designated safeguarding lead in person. {Emergency}"));
            return;
        }

        var choices = turn.Candidates.Select(school => new QuestionChoice(school.Id, school.Name)).ToList();
        if (Answers.ReadChoice(text, choices) is { } id)
        {
            turn.Commit.States.Add(SchoolChoice.Write(turn.TenantId, turn.PersonId, turn.Candidates.First(school => school.Id == id)));
            turn.Reply(Activity.Message("Thank you. Now type report, or ask what the policy says. Type school to change."));
            return;
        }

        AskSchool(turn);
    }

    /// <summary>Asks somebody who belongs to several schools which one is meant.</summary>
    public void AskSchool(BotTurn turn)
    {
        var choices = turn.Candidates.Select(school => new QuestionChoice(school.Id, school.Name)).ToList();
        var card = new NoticeCard(
            "Which school do you mean?",
            "emphasis",
            [Emergency, .. choices.Select((choice, i) => (i + 1).ToString(CultureInfo.InvariantCulture) + ". " + choice.Title), "Press one, or type its number."],
            [.. choices.Take(5).Select(choice => Buttons.Press(choice.Title, ChooseSchoolVerb, CardButton.WithoutInputs, ("school", choice.Value)))]);
        turn.ReplyPrivately(Activity.Card(cards.Render(card), "Which school do you mean?"));
    }

    public AdaptiveCardInvokeResponse ChooseSchool(BotTurn turn, JsonObject data)
    {
        if (turn.Candidates.FirstOrDefault(school => school.Id == Answers.Input(data, "school")) is not { } chosen)
        {
            return AdaptiveCardInvokeResponse.Error(400, "BadRequest", "That school is not one of yours.");
        }

        turn.Commit.States.Add(SchoolChoice.Write(turn.TenantId, turn.PersonId, chosen));
        return AdaptiveCardInvokeResponse.Card(cards.Render(new NoticeCard(chosen.Name, "good", ["Now type report, or ask what the policy says."], [])));
    }
}
