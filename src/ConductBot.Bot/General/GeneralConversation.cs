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
public sealed class GeneralConversation(CardLibrary cards, Absences absences)
{
    public const string ChooseSchoolVerb = "school/choose";
    public const string ChooseLanguageVerb = "language/choose";
    public const string StartVerb = "report/start";

    /// <summary>Shown whatever else is the matter.</summary>
    public static string Emergency => Say("If anyone is in immediate danger, call 999 now.");

    public void Help(BotTurn turn) => turn.Reply(Activity.Card(cards.Render(new HelpCard(turn.School?.Name ?? "", turn.Actor.MayDecide)), Say("What ConductBot can do")));

    /// <summary>A greeting in a person's own chat, once, whichever of the two installation events comes first.</summary>
    public async Task WelcomeAsync(BotTurn turn, CancellationToken cancellationToken)
    {
        if (!await IsFirstGreetingAsync(turn, cancellationToken))
        {
            return;
        }

        if (!turn.Activity.IsPersonal)
        {
            GroupHelp(turn);
        }
        else if (turn.School is null)
        {
            NoSchool(turn, "");
        }
        else
        {
            Help(turn);
        }
    }

    /// <summary>Nobody was greeted yet in this chat or team; and from now on somebody was.</summary>
    public async Task<bool> IsFirstGreetingAsync(BotTurn turn, CancellationToken cancellationToken)
    {
        if (GreetingKey(turn) is not { } key || await turn.Store.ReadStateAsync(key, cancellationToken) is not null)
        {
            return false;
        }

        // At version 0: of two events at once only one greets, and the other finds it done when it is run again.
        turn.Commit.States.Add(new(key, ExpectedVersion: 0, [1]));
        return true;
    }

    /// <summary>The bot is gone from here: who adds it again is greeted again.</summary>
    public async Task ForgetGreetingAsync(BotTurn turn, CancellationToken cancellationToken)
    {
        if (GreetingKey(turn) is { } key && await turn.Store.ReadStateAsync(key, cancellationToken) is { } row)
        {
            turn.Commit.States.Add(new(key, row.Version, Value: null));
        }
    }

    /// <summary>A team is one place, whichever of its channels an event names.</summary>
    private static string? GreetingKey(BotTurn turn) =>
        (turn.Activity.ChannelData?.Team?.Id ?? turn.Activity.BaseChannelId) is { } place ? $"welcome/{turn.TenantId}/{place}".ToLowerInvariant() : null;

    public void GroupHelp(BotTurn turn) => turn.Reply(Activity.Message(
        string.Join(' ',
        [
            Say("I answer questions about the policy here: mention me and ask. Concerns are reported in a private chat with me."),
            .. turn.Activity.IsChannel ? [Say("How I am set up: mention me and type set up.")] : (IEnumerable<string>)[],
            Emergency,
        ])));

    public void NothingSaid(BotTurn turn) => turn.Reply(Activity.Message(
        $"{Say("I can read words only in this chat. Type report to report a post, or ask what the policy says.")} {Emergency}"));

    /// <summary>Somebody who decides is away until a day, is back, or asks.</summary>
    public async Task AwayAsync(BotTurn turn, string word, CancellationToken cancellationToken)
    {
        var today = turn.Now.LondonDay();
        if (word == "here")
        {
            turn.Commit.States.Add(Absences.Write(turn.TenantId, turn.PersonId, until: null));
            turn.Reply(Activity.Message(Say("You are here: urgent notices come to you.")));
        }
        else if (word == "away")
        {
            turn.Reply(Activity.Message(await absences.UntilAsync(turn.TenantId, turn.PersonId, today, cancellationToken) is { } until
                ? Say($"You are away until {until.Words()}. Type here when you are back earlier.")
                : Say("You are here. Type away until and the day you are back, such as: away until 2 December.")));
        }
        else if (Absences.ReadDay(word["away until ".Length..], today) is { } day)
        {
            turn.Commit.States.Add(Absences.Write(turn.TenantId, turn.PersonId, day));
            turn.Reply(Activity.Message(
                Say($"You are away until {day.Words()}. Urgent notices go to the next in line until that morning; if nobody else is here, they still come to you. Type here when you are back earlier.")));
        }
        else
        {
            turn.Reply(Activity.Message(Say("I do not know that day, or it is not after today. Type it like this: away until 2 December.")));
        }
    }

    public void Greet(BotTurn turn) => turn.Reply(Activity.Message(
        $"{Say("Type report to report a post, ask what the policy says, or type help.")} {Emergency}"));

    public void WrittenPrivately(BotTurn turn) => turn.Reply(Activity.Message(Say("I have written to you privately.")));

    public void StartPrivately(BotTurn turn)
    {
        var card = new NoticeCard(
            Say("Report a post"),
            "emphasis",
            [Emergency, Say("Nobody else sees this chat.")],
            [Buttons.Press(Say("Start the report"), StartVerb, CardButton.WithoutInputs)]);
        turn.ReplyPrivately(Activity.Card(cards.Render(card), Say("Report a post")));
    }

    /// <summary>The way on is in the private chat.</summary>
    /// <returns>What the dialog says.</returns>
    public string NoSchoolInModule(BotTurn turn)
    {
        NoSchool(turn, "");
        return $"{Say("ConductBot has written to you privately.")} {Emergency}";
    }

    /// <summary>The person belongs to no school of this host, or to several and has not said which.</summary>
    public void NoSchool(BotTurn turn, string text)
    {
        if (turn.Candidates.Count < 2)
        {
            turn.ReplyPrivately(Activity.Message(
                $"{Say("I am not set up for your school, or you are not on its list of staff. Speak to your designated safeguarding lead in person.")} {Emergency}"));
            return;
        }

        var choices = turn.Candidates.Select(school => new QuestionChoice(school.Id, school.Name)).ToList();
        if (Answers.ReadChoice(text, choices) is { } id)
        {
            turn.Commit.States.Add(SchoolChoice.Write(turn.TenantId, turn.PersonId, turn.Candidates.First(school => school.Id == id)));
            turn.Reply(Activity.Message(Say("Thank you. Now type report, or ask what the policy says. Type school to change.")));
            return;
        }

        AskSchool(turn);
    }

    /// <summary>Asks somebody who belongs to several schools which one is meant.</summary>
    public void AskSchool(BotTurn turn)
    {
        var choices = turn.Candidates.Select(school => new QuestionChoice(school.Id, school.Name)).ToList();
        var card = new NoticeCard(
            Say("Which school do you mean?"),
            "emphasis",
            [Emergency, .. choices.Select((choice, i) => (i + 1).ToString(CultureInfo.InvariantCulture) + ". " + choice.Title), Say("Press one, or type its number.")],
            [.. choices.Take(5).Select(choice => Buttons.Press(choice.Title, ChooseSchoolVerb, CardButton.WithoutInputs, ("school", choice.Value)))]);
        turn.ReplyPrivately(Activity.Card(cards.Render(card), Say("Which school do you mean?")));
    }

    /// <summary>The word asks for a language, or to be asked which.</summary>
    public static bool IsLanguage(string word) => word is "language" or "languages" or "cymraeg" or "welsh" or "english" or "saesneg";

    /// <summary>Asks which language to speak, in both; or, where somebody has named one, speaks it from now on.</summary>
    public void Speak(BotTurn turn, string word)
    {
        if (word is "cymraeg" or "welsh" or "english" or "saesneg")
        {
            turn.SpeakFromNowOn(word is "cymraeg" or "welsh" ? Language.Welsh : Language.British);
            using var speaking = Language.Use(turn.Language);
            var chosen = Chosen();
            turn.ReplyPrivately(Activity.Card(cards.Render(chosen), chosen.Title));
            return;
        }

        var question = new NoticeCard(
            "Language · Iaith",
            "emphasis",
            ["Which language shall I speak to you in? · Ym mha iaith y dylwn siarad â chi?"],
            [
                Buttons.Press("English", ChooseLanguageVerb, CardButton.WithoutInputs, ("language", Language.British)),
                Buttons.Press("Cymraeg", ChooseLanguageVerb, CardButton.WithoutInputs, ("language", Language.Welsh)),
            ]);
        turn.ReplyPrivately(Activity.Card(cards.Render(question), question.Title));
    }

    public AdaptiveCardInvokeResponse ChooseLanguage(BotTurn turn, JsonObject data)
    {
        if (Answers.Input(data, "language") is not (Language.British or Language.Welsh))
        {
            return AdaptiveCardInvokeResponse.Error(400, "BadRequest", Say("That language is not one that I speak."));
        }

        turn.SpeakFromNowOn(Answers.Input(data, "language")!);
        using var speaking = Language.Use(turn.Language);
        return AdaptiveCardInvokeResponse.Card(cards.Render(Chosen()));
    }

    /// <summary>Said in the language that was chosen.</summary>
    private static NoticeCard Chosen() => new(
        Say("Language"),
        "good",
        [Say("From now on I speak English to you."), Say("A policy’s own words are shown as they were written. Type language to change this.")],
        []);

    public AdaptiveCardInvokeResponse ChooseSchool(BotTurn turn, JsonObject data)
    {
        if (turn.Candidates.FirstOrDefault(school => school.Id == Answers.Input(data, "school")) is not { } chosen)
        {
            return AdaptiveCardInvokeResponse.Error(400, "BadRequest", Say("That school is not one of yours."));
        }

        turn.Commit.States.Add(SchoolChoice.Write(turn.TenantId, turn.PersonId, chosen));
        return AdaptiveCardInvokeResponse.Card(cards.Render(new NoticeCard(chosen.Name, "good", [Say("Now type report, or ask what the policy says.")], [])));
    }
}
