using System.Text.Json.Nodes;
using ConductBot.Bot.Cards;
using ConductBot.Bot.CaseWork;
using ConductBot.Bot.Delivery;
using ConductBot.Bot.People;
using ConductBot.Bot.Reporting.Steps;
using ConductBot.Bot.Turns;
using ConductBot.Cards;
using ConductBot.Cases;
using ConductBot.Policies;
using ConductBot.Teams;
using ConductBot.Teams.Dialogs;

namespace ConductBot.Bot.Reporting;

/// <summary>
/// Leads a reporter through the dialog in the personal chat: starts, continues, goes back, sends. Every turn ends with the
/// draft written, so a restart in between loses nothing.
/// </summary>
public sealed class ReportConversation(DraftStore drafts, CaseDesk desk, PolicyLibrary policies, CardLibrary cards, Schools schools)
{
    private static readonly int[] ShownLengths = [4_000, 800, 150, 20];

    private const string TellThemYourself =
        "No safeguarding lead is set up here yet, so nobody was told: go to your designated safeguarding lead in person now.";

    private readonly System.Collections.Concurrent.ConcurrentDictionary<(string Id, string Version), ReportDialog> dialogs = new();

    /// <summary>Starts a report, or shows the question that waits where one is under way.</summary>
    public async Task BeginAsync(BotTurn turn, School school, CancellationToken cancellationToken)
    {
        var (draft, version) = await drafts.FindAsync(turn, cancellationToken);
        if (draft is not null)
        {
            turn.Reply(Activity.Message("You have a report under way. Here is where you were; type cancel to drop it."));
            Ask(turn, draft, version, problem: null);
            return;
        }

        var policy = desk.PolicyOf(school, turn.Now);
        var report = new Report();
        Ask(turn, new(Draft.NewId(), school.Id, policy.Id, policy.Version, DialogOf(policy).Waterfall.Begin(report), report, Case: null, Slot: ""), version, problem: null);
    }

    /// <summary>Takes up a report that was sent before every question was answered.</summary>
    public async Task FinishAsync(BotTurn turn, string reference, CancellationToken cancellationToken)
    {
        var (draft, version) = await drafts.FindAsync(turn, cancellationToken);
        var file = await desk.FindAsync(reference, cancellationToken);
        var mayFinish = file is not null && desk.SchoolOf(file) is { } school
            && school.RolesOf(turn.PersonId, turn.TenantId) is var roles && roles != Roles.None
            && (file.Reporter.Equals(turn.PersonId, StringComparison.OrdinalIgnoreCase)
                || (new Actor(turn.PersonId, roles) is { IsDsl: true } dsl && CaseDecider.BarredFromDeciding(file, dsl) is null));

        if (!mayFinish)
        {
            turn.Reply(Activity.Message("There is no report with that reference that you could finish. “my reports” lists yours."));
            return;
        }

        if (draft is not null && draft.Case != file!.Reference)
        {
            turn.Reply(Activity.Message("You have another report under way. Send or cancel it first; here it is."));
            Ask(turn, draft, version, problem: null);
            return;
        }

        if (file!.Status != CaseStatus.AwaitingReflection)
        {
            turn.Reply(Activity.Message($"Nothing is left to answer on {file.Reference}."));
            return;
        }

        var policy = desk.PolicyOf(file);
        var resumed = draft ?? new(
            Draft.NewId(), file.School, policy.Id, policy.Version, DialogOf(policy).Waterfall.Resume(file.Report, file.Answered), file.Report, file.Reference, Slot: "");
        Ask(turn, resumed, version, problem: null);
    }

    /// <summary>A question waits for words of the reporter's own: then only a command's exact words are a command.</summary>
    public async Task<bool> WaitsForWordsAsync(BotTurn turn, CancellationToken cancellationToken) =>
        (await drafts.FindAsync(turn, cancellationToken)).Draft?.State.Step is StepIds.Content or StepIds.Reflect;

    public async Task<bool> IsUnderWayAsync(BotTurn turn, CancellationToken cancellationToken) =>
        (await drafts.FindAsync(turn, cancellationToken)).Draft is not null;

    /// <summary>A typed answer, or one of the words that steer the dialog.</summary>
    public async Task TypedAsync(BotTurn turn, string text, CancellationToken cancellationToken)
    {
        var (draft, version) = await drafts.FindAsync(turn, cancellationToken);
        if (draft is null)
        {
            return;
        }

        var word = text.Trim().TrimEnd('.', '!').ToLowerInvariant();
        var go = word switch
        {
            "back" => "back",
            "cancel" => "cancel",
            "send" => "send",
            _ => null,
        };

        JsonObject? change = null;
        if (draft.State.Step == StepIds.Check && word.StartsWith("change", StringComparison.Ordinal))
        {
            go = "change";
            change = new() { ["change"] = NumberedStep(draft, word["change".Length..]) };
        }

        await AnswerAsync(turn, draft, version, step: draft.State.Step, new(go is null ? text : null, change), go, pressed: false, cancellationToken);
    }

    /// <summary>A press on a card of the dialog.</summary>
    /// <returns>What takes the pressed card's place.</returns>
    public async Task<JsonObject> PressedAsync(BotTurn turn, JsonObject data, CancellationToken cancellationToken)
    {
        var (draft, version) = await drafts.FindAsync(turn, cancellationToken);
        if (draft is null)
        {
            return cards.Render(ReportCards.Ended("Report a post", "This report was sent or cancelled. Type report to start another, or my reports to see yours."));
        }

        if (Answers.Input(data, "draft") is { } id && id != draft.Id)
        {
            return cards.Render(ReportCards.Ended("Report a post", "This question belongs to an earlier report. The one under way is further down."));
        }

        var step = Answers.Input(data, "step") ?? draft.State.Step;
        var go = Answers.Input(data, "go")?.ToLowerInvariant();
        return await AnswerAsync(turn, draft, version, step, new(null, data), go, pressed: true, cancellationToken)
            ?? cards.Render(ReportCards.Ended("Report a post", "See the latest message."));
    }

    private async Task<JsonObject?> AnswerAsync(
        BotTurn turn, Draft draft, long version, string step, DialogInput input, string? go, bool pressed, CancellationToken cancellationToken)
    {
        // Send on an older card of the check: questions have been opened again since, so it sends what there is.
        if (step == StepIds.Check && draft.State.Step != StepIds.Check && (go is null or "send"))
        {
            (step, go) = (draft.State.Step, "send");
        }

        if (pressed && go is "send" or "back")
        {
            draft = WithWhatWasFilledIn(draft, step, input);
        }

        switch (go)
        {
            case "cancel":
                return Cancel(turn, draft, version);

            case "send" when step != StepIds.Check || !pressed:
                return ReportDialog.MaySend(draft.State, draft.Report)
                    ? await SendAsync(turn, draft, version, complete: draft.State.Step == StepIds.Check, cancellationToken)
                    : Problem(turn, draft, version, "Please answer this question first; after the next one you can send at any time.", pressed);

            case "back":
                return Move(turn, draft, version, DialogOf(draft).Waterfall.Back(draft.State, draft.Report), "Went back.");

            case "change":
                var target = step == StepIds.Check ? Answers.Input(input.Value, "change") : step;
                return target is not null && (draft.State.Answered.Contains(target) || target == draft.State.Step) && target != StepIds.Check
                    ? Move(turn, draft, version, DialogOf(draft).Waterfall.Change(draft.State, draft.Report, target), "Changing an answer.")
                    : Problem(turn, draft, version, "Choose one of this report’s answers to change.", pressed);

            case "skip":
                return await TakeAsync(turn, draft, version, step, new("skip", null), pressed, cancellationToken);

            default:
                return await TakeAsync(turn, draft, version, step, input, pressed, cancellationToken);
        }
    }

    /// <summary>A card's fields come along with Send and Back: what somebody typed is not thrown away because they are in a hurry.</summary>
    private Draft WithWhatWasFilledIn(Draft draft, string step, DialogInput input)
    {
        var dialog = DialogOf(draft);
        var filledIn = dialog.Steps.FirstOrDefault(known => known.Id == step)?.Ask(draft.Report).Inputs
            .Any(field => Answers.Input(input.Value, field.Id) is not null) == true;
        if (!filledIn || step != draft.State.Step)
        {
            return draft;
        }

        var result = dialog.Waterfall.Continue(draft.State, draft.Report, input, step);
        return result.Problem is null
            ? draft with { Report = result.Values, State = result.State }
            : draft with { Report = result.Values };
    }

    private async Task<JsonObject?> TakeAsync(
        BotTurn turn, Draft draft, long version, string step, DialogInput input, bool pressed, CancellationToken cancellationToken)
    {
        var dialog = DialogOf(draft);
        var result = dialog.Waterfall.Continue(draft.State, draft.Report, input, step);
        if (result.Problem is { } problem)
        {
            return Problem(turn, draft with { Report = result.Values }, version, problem, pressed);
        }

        var after = draft with { Report = result.Values, State = result.State };
        if (result.Status == DialogTurnStatus.Complete)
        {
            return await SendAsync(turn, after, version, complete: true, cancellationToken);
        }

        var answered = cards.Render(ReportCards.Answered(draft, dialog.Step(result.AnsweredStep!), result.Values));

        var earlierCard = result.AnsweredStep != draft.State.Step;
        var sameQuestionWaits = earlierCard && result.State.Step == draft.State.Step;

        // The same button twice, or an old card pressed again without a change: the question that waits is there already.
        if (sameQuestionWaits && result.Values.SameAs(draft.Report))
        {
            return answered;
        }

        after = await AfterAnswerAsync(turn, draft, after, result.AnsweredStep!, cancellationToken);
        if (sameQuestionWaits)
        {
            drafts.Put(turn, after, version);
            turn.Reply(Activity.Message($"Changed your answer to “{dialog.Step(result.AnsweredStep!).Title}”. The question above still waits."));
            return answered;
        }

        PutInPlace(turn, draft, earlierCard
            ? cards.Render(ReportCards.Ended(dialog.Step(draft.State.Step).Title, "Another question comes first: see below."))
            : answered);
        Ask(turn, after, version, problem: null);
        return answered;
    }

    /// <summary>What cannot wait for the report to be sent: danger, and an image that nobody should handle.</summary>
    private async Task<Draft> AfterAnswerAsync(BotTurn turn, Draft before, Draft after, string step, CancellationToken cancellationToken)
    {
        var school = schools.Find(after.School);
        if (step == StepIds.Danger && after.Report.IsUrgent && school is not null)
        {
            turn.Reply(Activity.Card(
                cards.Render(new NoticeCard(
                    "Call 999 now",
                    "attention",
                    [
                        "If anyone is in immediate danger, call 999 now. Nobody has to agree first.",
                        CanTell(school)
                            ? "The safeguarding team is being told at this moment. Find the designated safeguarding lead or a deputy in person as well."
                            : TellThemYourself,
                        "When that is done, answer what you can below. Each answer reaches the team as you give it; you can stop at any time.",
                    ],
                    [])),
                "If anyone is in immediate danger, call 999 now."));

            if (after.Case is null)
            {
                var opened = await desk.OpenAsync(turn, school, PolicyOf(after), after.Report, after.State.Answered, complete: false, cancellationToken);
                return after with { Case = opened.Reference };
            }
        }

        // An urgent case hears every answer as it is given: the reporter may never come to press Send. That the danger is
        // over it hears only with Send. Any other case that was sent earlier hears at once of an image that nobody may handle.
        var cannotWait = after.Report.IsUrgent || (after.Report.MayShowIntimateImage && !before.Report.MayShowIntimateImage);
        if (cannotWait && after.Case is { } reference && school is not null && await desk.FindAsync(reference, cancellationToken) is { } file)
        {
            var actor = new Actor(turn.PersonId, school.RolesOf(turn.PersonId, turn.TenantId));
            await desk.DoAsync(turn, file, new GiveAnswers(actor, after.Report, after.State.Answered, Complete: false), cancellationToken);
        }

        if (step == StepIds.Intimate && after.Report.MayShowIntimateImage && !before.Report.MayShowIntimateImage)
        {
            turn.Reply(Activity.Card(
                cards.Render(new NoticeCard(
                    "Do not look again, copy or send it",
                    "attention",
                    [
                        "Go to the designated safeguarding lead or a deputy in person, now if you can.",
                        "Do not open it again. Do not save, copy, print, photograph or forward it, and do not delete it either.",
                        "This chat takes no picture and no words of the post. The next questions are about where it is and who it is about.",
                    ],
                    [])),
                "See the designated safeguarding lead in person."));
        }

        return after;
    }

    private async Task<JsonObject?> SendAsync(BotTurn turn, Draft draft, long version, bool complete, CancellationToken cancellationToken)
    {
        var school = schools.Find(draft.School)!;
        CaseFile file;
        if (draft.Case is { } reference)
        {
            var existing = await desk.FindAsync(reference, cancellationToken)
                ?? throw new InvalidDataException($"The draft belongs to {reference}, which does not exist.");
            var actor = new Actor(turn.PersonId, school.RolesOf(turn.PersonId, turn.TenantId));
            var answer = await desk.DoAsync(turn, existing, new GiveAnswers(actor, draft.Report, draft.State.Answered, complete), cancellationToken);
            if (answer.Outcome is CaseOutcome.Refused refused)
            {
                // What was written is kept: the case may be reopened.
                drafts.Put(turn, draft, version);
                turn.Reply(Activity.Message($"Not sent. {refused.Sentence} Your answers are kept: type send to try again, or cancel to drop them."));
                return cards.Render(ReportCards.Ended("Report a post", "Not sent: see the message below."));
            }

            file = answer.File;
        }
        else
        {
            file = await desk.OpenAsync(turn, school, PolicyOf(draft), draft.Report, draft.State.Answered, complete, cancellationToken);
        }

        drafts.Put(turn, null, version);
        var sent = cards.Render(ReportCards.Ended(complete ? "Check your answers" : "Sent before every question was answered", $"Sent as {file.Reference}"));
        PutInPlace(turn, draft, sent);
        turn.Reply(Activity.Card(cards.Render(Receipt(file, draft.Report, complete, school)), $"Report {file.Reference} was sent"), caseReference: file.Reference);
        return sent;
    }

    private static NoticeCard Receipt(CaseFile file, Report report, bool complete, School school)
    {
        List<string> lines =
        [
            !CanTell(school) ? TellThemYourself
                : school.ChannelId is null ? "The designated safeguarding lead has been told."
                : "The safeguarding team has it now. They decide what happens next and may come back to you.",
            "Please do not reply, comment, like or share, and do not visit the poster’s page.",
        ];

        if (report.IsUrgent)
        {
            lines.Insert(0, "If anyone is in immediate danger, call 999 now.");
        }

        if (report.MayShowIntimateImage)
        {
            lines.Insert(0, "See the designated safeguarding lead in person. Do not look at, copy or send the image.");
        }

        if (!complete)
        {
            lines.Add($"Some questions are still open. Type “finish {file.Reference}” when you have a moment: you go on where you left off.");
        }

        lines.Add("Type “my reports” to see how it stands.");
        return new($"Sent: {file.Reference}", "good", lines, []);
    }

    /// <summary>Without a channel and without a DSL in the settings nobody hears of a case, and the reporter must know.</summary>
    private static bool CanTell(School school) => school.ChannelId is not null || school.ToTell.Count > 0;

    private JsonObject Cancel(BotTurn turn, Draft draft, long version)
    {
        drafts.Put(turn, null, version);
        var words = draft.Case is not { } reference ? "Dropped. Nothing was sent and nothing was kept."
            : draft.Report.IsUrgent ? $"Stopped. Case {reference} stays with the safeguarding team, with what you have answered. “finish {reference}” takes it up again."
            : $"Your answers since were dropped. Case {reference} itself stays: the safeguarding team has it. “finish {reference}” takes it up again.";
        var ended = cards.Render(ReportCards.Ended("Report cancelled", words));
        PutInPlace(turn, draft, ended);
        turn.Reply(Activity.Message(words));
        return ended;
    }

    private JsonObject Move(BotTurn turn, Draft draft, long version, WaterfallState state, string words)
    {
        var left = cards.Render(ReportCards.Ended(DialogOf(draft).Step(draft.State.Step).Title, words));
        PutInPlace(turn, draft, left);
        Ask(turn, draft with { State = state }, version, problem: null);
        return left;
    }

    /// <summary>An answer that does not fit: on the card itself where one was pressed, as a message where it was typed.</summary>
    private JsonObject? Problem(BotTurn turn, Draft draft, long version, string problem, bool pressed)
    {
        drafts.Put(turn, draft, version);
        if (pressed)
        {
            return Drawn(draft, problem);
        }

        turn.Reply(Activity.Message($"{problem} {DialogOf(draft).Step(draft.State.Step).Ask(draft.Report).Typed}"));
        return null;
    }

    private void Ask(BotTurn turn, Draft draft, long version, string? problem)
    {
        var asked = draft with { Slot = $"dialog/{Guid.CreateVersion7(turn.Now):N}" };
        drafts.Put(turn, asked, version);

        var dialog = DialogOf(asked);
        var card = Drawn(asked, problem);
        turn.Reply(Activity.Card(card, dialog.Step(asked.State.Step).Ask(asked.Report).Text), asked.Slot);
    }

    /// <summary>The waiting question. What was written is shown shorter, if need be, until Teams takes the card; all of it is kept.</summary>
    private JsonObject Drawn(Draft draft, string? problem)
    {
        foreach (var characters in ShownLengths)
        {
            try
            {
                return cards.Render(ReportCards.Question(DialogOf(draft), draft, SchoolName(draft), problem, characters));
            }
            catch (CardTooLargeException) when (characters != ShownLengths[^1])
            {
                // Shorter, then.
            }
        }

        throw new InvalidOperationException("A question cannot be drawn small enough.");
    }

    /// <summary>Takes the buttons off the question that was answered: for good, wherever the chat is looked at.</summary>
    private static void PutInPlace(BotTurn turn, Draft draft, JsonObject card)
    {
        if (draft.Slot.Length == 0)
        {
            return;
        }

        turn.Send(new()
        {
            Kind = OutgoingKind.Update,
            ServiceUrl = turn.Activity.ServiceUrl!,
            TenantId = turn.TenantId,
            ConversationId = turn.Activity.Conversation!.Id,
            Activity = BotTurn.OnTheWire(Activity.Card(card.DeepClone(), "Answered")),
            Slot = draft.Slot,
            What = "An answered question",
        });
    }

    private string? NumberedStep(Draft draft, string word) =>
        Answers.ReadChoice(word.Trim(), [.. DialogOf(draft).AnswersOf(draft.Report).Select(answer => new QuestionChoice(answer.Step.Id, answer.Step.Title))]);

    private string SchoolName(Draft draft) => schools.Find(draft.School)?.Name ?? draft.School;

    private ReportDialog DialogOf(Draft draft) => DialogOf(PolicyOf(draft));

    private Policy PolicyOf(Draft draft) => policies.Find(draft.Policy, draft.PolicyVersion)
        ?? throw new InvalidDataException($"The draft began under {draft.Policy} {draft.PolicyVersion}, which is not among the policy packs.");

    private ReportDialog DialogOf(Policy policy) => dialogs.GetOrAdd((policy.Id, policy.Version), _ => new(policy));
}
