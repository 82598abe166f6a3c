using System.Text.Json.Nodes;
using ConductBot.Bot.Cards;
using ConductBot.Bot.CaseWork;
using ConductBot.Bot.Delivery;
using ConductBot.Bot.General;
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
/// Leads a reporter through the dialog, in the personal chat or in a task module: starts, continues, goes back, sends. Every
/// turn ends with the draft written, so that neither a restart nor a closed module loses anything, and one goes on in the other.
/// </summary>
public sealed class ReportConversation(
    DraftStore drafts, EvidenceTaking evidence, MessagePictures pictures, CaseDesk desk, PolicyLibrary policies, CardLibrary cards, Schools schools)
{
    private static readonly int[] ShownLengths = [4_000, 800, 150, 20];

    private static string Over => Say("This report was sent, cancelled or deleted. Nothing in it can be changed here: if something was wrong, tell the designated safeguarding lead, who can correct it. “my reports” shows yours, “report” starts another.");
    private static string OfAnother => Say("This question belongs to an earlier report. The one under way goes on where it was.");

    private static string TellThemYourself =>
        Say("No safeguarding lead is set up here yet, so nobody was told: go to your designated safeguarding lead in person now.");

    private readonly System.Collections.Concurrent.ConcurrentDictionary<(string Id, string Version), ReportDialog> dialogs = new();

    /// <summary>Starts a report, or shows the question that waits where one is under way.</summary>
    public Task BeginAsync(BotTurn turn, School school, CancellationToken cancellationToken) =>
        BeginAsync(new ChatScreen(turn, cards), school, new(), at: null, cancellationToken);

    /// <summary>Starts a report in a task module, filled in from the message it was started on.</summary>
    public async Task<TaskModuleTask> BeginInModuleAsync(BotTurn turn, School school, MessageActionsPayload? message, CancellationToken cancellationToken)
    {
        var screen = new ModuleScreen(turn, cards);
        await BeginAsync(
            screen,
            school,
            message is null ? new() : QuotedMessage.Fill(new(), message),
            message is null ? null : PicturesAt.Of(turn.Activity, message),
            cancellationToken);
        return screen.Task();
    }

    private async Task BeginAsync(ReportScreen screen, School school, Report report, PicturesAt? at, CancellationToken cancellationToken)
    {
        var (draft, version) = await drafts.FindAsync(screen.Turn, cancellationToken);
        if (draft is not null)
        {
            screen.Tell(report.Text is null && report.Link is null
                ? Say("You have a report under way. Here is where you were; cancel drops it.")
                : Say("You have a report under way: send or cancel it first, then report this message. Here is where you were."));
            Ask(screen, draft, version, problem: null);
            return;
        }

        var policy = desk.PolicyOf(school, screen.Turn.Now);
        Ask(
            screen,
            new(Draft.NewId(), school.Id, policy.Id, policy.Version, DialogOf(policy).Waterfall.Begin(report), report, Case: null, Slot: "") { Pictures = at },
            version,
            problem: null);
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
            turn.Reply(Activity.Message(Say("There is no report with that reference that you could finish. “my reports” lists yours.")));
            return;
        }

        if (draft is not null && draft.Case != file!.Reference)
        {
            turn.Reply(Activity.Message(Say("You have another report under way. Send or cancel it first; here it is.")));
            Ask(new ChatScreen(turn, cards), draft, version, problem: null);
            return;
        }

        if (file!.Status != CaseStatus.AwaitingReflection)
        {
            turn.Reply(Activity.Message(Say($"Nothing is left to answer on {file.Reference}.")));
            return;
        }

        var policy = desk.PolicyOf(file);
        var resumed = draft ?? new(
            Draft.NewId(), file.School, policy.Id, policy.Version, DialogOf(policy).Waterfall.Resume(file.Report, file.Answered), file.Report, file.Reference, Slot: "");
        Ask(new ChatScreen(turn, cards), resumed, version, problem: null);
    }

    /// <summary>The step of the report under way that waits for an answer; null when there is no report.</summary>
    public async Task<string?> WaitingStepAsync(BotTurn turn, CancellationToken cancellationToken) =>
        (await drafts.FindAsync(turn, cancellationToken)).Draft?.State.Step;

    /// <summary>Says which question still waits, after something else was answered.</summary>
    public async Task StillWaitsAsync(BotTurn turn, CancellationToken cancellationToken)
    {
        if ((await drafts.FindAsync(turn, cancellationToken)).Draft is { } draft)
        {
            var question = DialogOf(draft).Step(draft.State.Step).Ask(draft.Report);
            turn.Reply(Activity.Message(Say($"Your report still waits: “{question.Text}” {question.Typed} Or type cancel to drop it.")));
        }
    }

    /// <summary>Pictures and files that came in the personal chat: evidence of the report under way, or nothing at all.</summary>
    public async Task FilesAsync(BotTurn turn, IReadOnlyList<Attachment> files, CancellationToken cancellationToken)
    {
        var (draft, version) = await drafts.FindAsync(turn, cancellationToken);
        if (draft is null)
        {
            turn.Reply(Activity.Message(EvidenceTaking.NoReport));
            return;
        }

        if (EvidenceTaking.WhyNot(draft.Report) is { } whyNot)
        {
            turn.Reply(Activity.Message(whyNot));
            return;
        }

        var (kept, words) = await evidence.TakeAsync(files, draft.Report.Evidence.Count, cancellationToken);
        drafts.Put(turn, WithEvidence(turn, draft, kept), version);
        turn.Reply(Activity.Message(words));
    }

    /// <summary>An urgent case does not wait for the next answer: what came in beside the questions reaches it now, unless an answer took it along.</summary>
    public async Task FilesReachTheCaseAsync(BotTurn turn, CancellationToken cancellationToken)
    {
        if (turn.Commit.Appends.Count == 0 && (await drafts.FindAsync(turn, cancellationToken)).Draft is { Report.Evidence.Count: > 0 } draft)
        {
            await AfterAnswerAsync(new ChatScreen(turn, cards), draft, draft, step: "", cancellationToken);
        }
    }

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

        await AnswerAsync(
            new ChatScreen(turn, cards), draft, version, step: draft.State.Step, new(go is null ? text : null, change), go, pressed: false, cancellationToken);
    }

    /// <summary>A press on a card of the dialog in the chat.</summary>
    /// <returns>What takes the pressed card's place.</returns>
    public async Task<JsonObject> PressedAsync(BotTurn turn, JsonObject data, CancellationToken cancellationToken)
    {
        var (draft, version) = await drafts.FindAsync(turn, cancellationToken);
        if (draft is null || !IsOf(draft, data))
        {
            return cards.Render(ReportCards.Ended(Say("Report a post"), draft is null ? Over : OfAnother));
        }

        return await PressedAsync(new ChatScreen(turn, cards), draft, version, data, cancellationToken)
            ?? cards.Render(ReportCards.Ended(Say("Report a post"), Say("See the latest message.")));
    }

    /// <summary>A page of a task module was sent.</summary>
    /// <returns>What the module does next.</returns>
    public async Task<TaskModuleTask> PressedInModuleAsync(BotTurn turn, JsonObject data, CancellationToken cancellationToken)
    {
        var screen = new ModuleScreen(turn, cards);
        var (draft, version) = await drafts.FindAsync(turn, cancellationToken);
        if (draft is null)
        {
            screen.Tell(Over);
        }
        else if (!IsOf(draft, data))
        {
            screen.Tell(OfAnother);
            screen.StillWaits(Drawn(draft, problem: null));
        }
        else
        {
            await PressedAsync(screen, draft, version, data, cancellationToken);
        }

        return screen.Task();
    }

    private static bool IsOf(Draft draft, JsonObject data) => Answers.Input(data, "draft") is not { } id || id == draft.Id;

    private Task<JsonObject?> PressedAsync(ReportScreen screen, Draft draft, long version, JsonObject data, CancellationToken cancellationToken) =>
        AnswerAsync(
            screen,
            draft,
            version,
            Answers.Input(data, "step") ?? draft.State.Step,
            new(null, data),
            Answers.Input(data, "go")?.ToLowerInvariant(),
            pressed: true,
            cancellationToken);

    private async Task<JsonObject?> AnswerAsync(
        ReportScreen screen, Draft draft, long version, string step, DialogInput input, string? go, bool pressed, CancellationToken cancellationToken)
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
                return Cancel(screen, draft, version);

            case ReportCards.GoOn:
                Ask(screen, draft, version, problem: null);
                return null;

            case "send" when step != StepIds.Check || !pressed:
                return ReportDialog.MaySend(draft.State, draft.Report)
                    ? await SendAsync(screen, draft, version, complete: draft.State.Step == StepIds.Check, cancellationToken)
                    : Problem(screen, draft, version, Say("Please answer this question first; after the next one you can send at any time."), pressed);

            case "back":
                return Move(screen, draft, version, DialogOf(draft).Waterfall.Back(draft.State, draft.Report), Say("Went back."));

            case "change":
                var target = step == StepIds.Check ? Answers.Input(input.Value, "change") : step;
                return target is not null && (draft.State.Answered.Contains(target) || target == draft.State.Step) && target != StepIds.Check
                    ? Move(screen, draft, version, DialogOf(draft).Waterfall.Change(draft.State, draft.Report, target), Say("Changing an answer."))
                    : Problem(screen, draft, version, Say("Choose one of this report’s answers to change."), pressed);

            case "skip":
                return await TakeAsync(screen, draft, version, step, new("skip", null), pressed, cancellationToken);

            default:
                return await TakeAsync(screen, draft, version, step, input, pressed, cancellationToken);
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
        ReportScreen screen, Draft draft, long version, string step, DialogInput input, bool pressed, CancellationToken cancellationToken)
    {
        var dialog = DialogOf(draft);
        var result = dialog.Waterfall.Continue(draft.State, draft.Report, input, step);
        if (result.Problem is { } problem)
        {
            // The dialog's own sentence, of a question that was not asked, is English; a step's is in the language of the turn.
            var why = result.AnsweredStep is null ? Say("That question is not one of those asked so far.") : problem;
            return Problem(screen, draft with { Report = result.Values }, version, why, pressed);
        }

        var after = draft with { Report = result.Values, State = result.State };
        if (result.Status == DialogTurnStatus.Complete)
        {
            return await SendAsync(screen, after, version, complete: true, cancellationToken);
        }

        var answered = cards.Render(ReportCards.Answered(draft, dialog.Step(result.AnsweredStep!), result.Values));

        var earlierCard = result.AnsweredStep != draft.State.Step;
        var sameQuestionWaits = earlierCard && result.State.Step == draft.State.Step;

        // The same button twice, or an old card pressed again without a change: the question that waits is there already.
        if (sameQuestionWaits && result.Values.SameAs(draft.Report))
        {
            screen.StillWaits(Drawn(draft, problem: null));
            return answered;
        }

        after = await WithPicturesAsync(screen, after, cancellationToken);
        after = await AfterAnswerAsync(screen, draft, after, result.AnsweredStep!, cancellationToken);
        if (sameQuestionWaits)
        {
            drafts.Put(screen.Turn, after, version);
            screen.StillWaits(Drawn(after, problem: null));
            screen.Tell(Say($"Changed your answer to “{dialog.Step(result.AnsweredStep!).Title}”. The question above still waits."));
            return answered;
        }

        screen.PutInPlace(draft, earlierCard
            ? cards.Render(ReportCards.Ended(dialog.Step(draft.State.Step).Title, Say("Another question comes first: see below.")))
            : answered);
        Ask(screen, after with { Slot = "" }, version, problem: null);
        return answered;
    }

    /// <summary>
    /// Fetches the pictures of the message the report was started on: once, and only when the reporter has said that they show
    /// nothing intimate. Where they may, it is forgotten where they are.
    /// </summary>
    private async Task<Draft> WithPicturesAsync(ReportScreen screen, Draft draft, CancellationToken cancellationToken)
    {
        if (draft.Pictures is not { } at || (EvidenceTaking.WhyNot(draft.Report) is not null && !draft.Report.MayShowIntimateImage))
        {
            return draft;
        }

        draft = draft with { Pictures = null };
        if (draft.Report.MayShowIntimateImage)
        {
            return draft;
        }

        var (kept, words) = await pictures.FetchAsync(screen.Turn.TenantId, at, draft.Report.Evidence.Count, cancellationToken);
        screen.Tell(words);
        return WithEvidence(screen.Turn, draft, kept);
    }

    /// <summary>The draft with more evidence, whose bytes are kept beside it until the report is sent.</summary>
    private Draft WithEvidence(BotTurn turn, Draft draft, IReadOnlyList<EvidenceFile> kept)
    {
        foreach (var file in kept)
        {
            drafts.PutEvidence(turn, file);
        }

        return draft with { Report = draft.Report with { Evidence = [.. draft.Report.Evidence, .. kept.Select(file => file.Evidence)] } };
    }

    /// <summary>What cannot wait for the report to be sent: danger, and an image that nobody should handle.</summary>
    private async Task<Draft> AfterAnswerAsync(ReportScreen screen, Draft before, Draft after, string step, CancellationToken cancellationToken)
    {
        var school = schools.Find(after.School);
        var file = after.Case is null ? null : await desk.FindAsync(after.Case, cancellationToken);
        var answers = school is null ? null : new GiveAnswers(ActorOf(screen.Turn, school), after.Report, after.State.Answered, Complete: false);
        var taken = file is null || (answers is not null && WhyRefused(file, answers) is null);

        if (step == StepIds.Danger && after.Report.IsUrgent)
        {
            screen.Notice(
                new NoticeCard(
                    Say("Call 999 now"),
                    "attention",
                    [
                        Say("If anyone is in immediate danger, call 999 now. Nobody has to agree first."),
                        school is null || !CanTell(school) ? TellThemYourself
                            : !taken ? Say("This case is closed or finished, so nobody is told by this answer: go to your designated safeguarding lead in person now.")
                            : Say("The safeguarding team is being told at this moment. Find the designated safeguarding lead or a deputy in person as well."),
                        Say("When that is done, answer what you can below. Each answer reaches the team as you give it; you can stop at any time."),
                    ],
                    []),
                GeneralConversation.Emergency);

            if (after.Case is null && school is not null)
            {
                var opened = await desk.OpenAsync(
                    screen.Turn, school, PolicyOf(after), after.Report, after.State.Answered, complete: false, await EvidenceOfAsync(screen, after, cancellationToken), cancellationToken);
                return after with { Case = opened.Reference };
            }
        }

        // An urgent case hears every answer as it is given: the reporter may never come to press Send. That the danger is
        // over it hears only with Send. Any other case that was sent earlier hears at once of an image that nobody may handle.
        var cannotWait = after.Report.IsUrgent || (after.Report.MayShowIntimateImage && !before.Report.MayShowIntimateImage);
        if (cannotWait && taken && file is not null)
        {
            await desk.DoAsync(screen.Turn, file, answers!, await EvidenceOfAsync(screen, after, cancellationToken), cancellationToken);
        }

        drafts.RemoveEvidence(screen.Turn, before.Report.Evidence.Except(after.Report.Evidence));
        if (step == StepIds.Intimate && after.Report.MayShowIntimateImage && !before.Report.MayShowIntimateImage)
        {
            screen.Notice(
                new NoticeCard(
                    Say("Do not look again, copy or send it"),
                    "attention",
                    [
                        Say("Go to the designated safeguarding lead or a deputy in person, now if you can."),
                        Say("Do not open it again. Do not save, copy, print, photograph or forward it, and do not delete it either."),
                        Say("This chat takes no picture and no words of the post. The next questions are about where it is and who it is about."),
                    ],
                    []),
                Say("See the designated safeguarding lead in person."));
        }

        return after;
    }

    private async Task<JsonObject?> SendAsync(ReportScreen screen, Draft draft, long version, bool complete, CancellationToken cancellationToken)
    {
        if (schools.Find(draft.School) is not { } school)
        {
            drafts.Put(screen.Turn, draft, version);
            screen.Tell(Say("Not sent: this school is not set up here any more. Go to your designated safeguarding lead in person. Your answers are kept meanwhile: type send to try again, or cancel to drop them."));
            return cards.Render(ReportCards.Ended(Say("Report a post"), Say("Not sent: see the message below.")));
        }

        CaseFile file;
        if (draft.Case is { } reference)
        {
            var existing = await desk.FindAsync(reference, cancellationToken)
                ?? throw new InvalidDataException($"The draft belongs to {reference}, which does not exist.");
            var answers = new GiveAnswers(ActorOf(screen.Turn, school), draft.Report, draft.State.Answered, complete);
            if (WhyRefused(existing, answers) is { } refused)
            {
                // What was written is kept: the case may be reopened.
                drafts.Put(screen.Turn, draft, version);
                screen.Tell(Say($"Not sent. {refused.Sentence} Your answers are kept: type send to try again, or cancel to drop them."));
                return cards.Render(ReportCards.Ended(Say("Report a post"), Say("Not sent: see the message below.")));
            }

            file = (await desk.DoAsync(screen.Turn, existing, answers, await EvidenceOfAsync(screen, draft, cancellationToken), cancellationToken)).File;
        }
        else
        {
            file = await desk.OpenAsync(screen.Turn, school, PolicyOf(draft), draft.Report, draft.State.Answered, complete, await EvidenceOfAsync(screen, draft, cancellationToken), cancellationToken);
        }

        drafts.Put(screen.Turn, null, version);
        var sent = cards.Render(ReportCards.Ended(complete ? Say("Check your answers") : Say("Sent before every question was answered"), Say($"Sent as {file.Reference}")));
        screen.PutInPlace(draft, sent);
        screen.Receipt(Receipt(file, draft.Report, complete, school), file.Reference);
        return sent;
    }

    private static NoticeCard Receipt(CaseFile file, Report report, bool complete, School school)
    {
        List<string> lines =
        [
            !CanTell(school) ? TellThemYourself
                : school.ChannelId is null ? Say("The designated safeguarding lead has been told.")
                : Say("The safeguarding team has it now. They decide what happens next and may come back to you."),
            Say("Please do not reply, comment, like or share, and do not visit the poster’s page."),
        ];

        if (report.IsUrgent)
        {
            lines.Insert(0, GeneralConversation.Emergency);
        }

        if (report.MayShowIntimateImage)
        {
            lines.Insert(0, Say("See the designated safeguarding lead in person. Do not look at, copy or send the image."));
        }

        if (!complete)
        {
            lines.Add(Say($"Some questions are still open. Type “finish {file.Reference}” when you have a moment: you go on where you left off."));
        }

        lines.Add(Say("Type “my reports” to see how it stands."));
        return new(Say($"Sent: {file.Reference}"), "good", lines, []);
    }

    /// <summary>Without a channel and without a DSL in the settings nobody hears of a case, and the reporter must know.</summary>
    private static bool CanTell(School school) => school.ChannelId is not null || school.ToTell.Count > 0;

    private JsonObject Cancel(ReportScreen screen, Draft draft, long version)
    {
        drafts.Put(screen.Turn, null, version);
        drafts.RemoveEvidence(screen.Turn, draft.Report.Evidence);
        var words = draft.Case is not { } reference ? Say("Dropped. Nothing was sent to anybody.")
            : draft.Report.IsUrgent ? Say($"Stopped. Case {reference} stays with the safeguarding team, with what you have answered. “finish {reference}” takes it up again.")
            : Say($"Your answers since were dropped. Case {reference} itself stays: the safeguarding team has it. “finish {reference}” takes it up again.");
        var ended = cards.Render(ReportCards.Ended(Say("Report cancelled"), words));
        screen.PutInPlace(draft, ended);
        screen.Tell(words);
        return ended;
    }

    private JsonObject Move(ReportScreen screen, Draft draft, long version, WaterfallState state, string words)
    {
        var left = cards.Render(ReportCards.Ended(DialogOf(draft).Step(draft.State.Step).Title, words));
        screen.PutInPlace(draft, left);
        Ask(screen, draft with { State = state, Slot = "" }, version, problem: null);
        return left;
    }

    /// <summary>An answer that does not fit: on the card itself where one was pressed, as a message where it was typed.</summary>
    private JsonObject? Problem(ReportScreen screen, Draft draft, long version, string problem, bool pressed)
    {
        drafts.Put(screen.Turn, draft, version);
        if (pressed)
        {
            var asked = Drawn(draft, problem);
            screen.StillWaits(asked);
            return asked;
        }

        screen.Tell($"{problem} {DialogOf(draft).Step(draft.State.Step).Ask(draft.Report).Typed} {Say("To ask what the policy says meanwhile, begin with ask.")}");
        return null;
    }

    private void Ask(ReportScreen screen, Draft draft, long version, string? problem)
    {
        var dialog = DialogOf(draft);
        var slot = screen.Ask(Drawn(draft, problem), dialog.Step(draft.State.Step).Ask(draft.Report).Text);
        drafts.Put(screen.Turn, draft with { Slot = slot ?? draft.Slot }, version);
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

    /// <summary>Asked before evidence is taken out of the draft: what a case refuses stays where it is.</summary>
    private CaseOutcome.Refused? WhyRefused(CaseFile file, GiveAnswers answers) =>
        CaseDecider.Decide(file, desk.PolicyOf(file), answers) as CaseOutcome.Refused;

    private Task<IReadOnlyList<EvidenceFile>> EvidenceOfAsync(ReportScreen screen, Draft draft, CancellationToken cancellationToken) =>
        drafts.TakeEvidenceAsync(screen.Turn, draft.Report.Evidence, cancellationToken);

    private static Actor ActorOf(BotTurn turn, School school) => new(turn.PersonId, school.RolesOf(turn.PersonId, turn.TenantId));

    private string? NumberedStep(Draft draft, string word) =>
        Answers.ReadChoice(word.Trim(), () => [.. DialogOf(draft).AnswersOf(draft.Report).Select(answer => new QuestionChoice(answer.Step.Id, answer.Step.Title))]);

    private string SchoolName(Draft draft) => schools.Find(draft.School)?.Name ?? draft.School;

    private ReportDialog DialogOf(Draft draft) => DialogOf(PolicyOf(draft));

    private Policy PolicyOf(Draft draft) => policies.Find(draft.Policy, draft.PolicyVersion)
        ?? throw new InvalidDataException($"The draft began under {draft.Policy} {draft.PolicyVersion}, which is not among the policy packs.");

    private ReportDialog DialogOf(Policy policy) => dialogs.GetOrAdd((policy.Id, policy.Version), _ => new(policy));
}
