using System.Text.Json.Nodes;
using ConductBot.Bot.CaseWork;
using ConductBot.Bot.General;
using ConductBot.Bot.PolicyQuestions;
using ConductBot.Bot.Reporting;
using ConductBot.Bot.Reporting.Steps;
using ConductBot.Bot.SetUp;
using ConductBot.Bot.Turns;
using ConductBot.Cases;
using ConductBot.Teams;

namespace ConductBot.Bot;

/// <summary>Sends what Teams brings to the conversation it belongs to. Decides nothing itself.</summary>
public sealed class ConductBotHandler(
    ReportConversation report,
    CaseVerbs verbs,
    CaseLists lists,
    PolicyConversation policy,
    GeneralConversation general,
    SetUpConversation setUp,
    TeamPlaces places) : TeamsActivityHandler
{
    private const string ReportCommand = "reportPost";

    protected override string NotUnderstood => Say("That button sent nothing that can be understood.");

    protected override async Task OnMessageActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var turn = turnContext.TurnState.Get<BotTurn>()!;
        await places.HeardFromAsync(turn, cancellationToken);
        var data = JsonText.ObjectOf(turn.Activity.Value);
        if (data is not null && Verb(data) is { } verb)
        {
            await OnSubmitAsync(turn, verb, data, cancellationToken);
            return;
        }

        // A button that stands for typing. Not an imBack: Microsoft's emulator of Teams fails on one.
        var text = data is null ? null : Answers.Input(data, "say");
        text ??= turn.Activity.RemoveRecipientMention();
        if (SafetyWords.AreIn(text))
        {
            turn.Reply(Activity.Message(SafetyWords.Words));
        }

        if (turn.Activity.IsPersonal)
        {
            var files = turn.Activity.Attachments?.Where(FileDownloader.IsFile).ToList() ?? [];
            if (files.Count > 0 && turn.School is not null)
            {
                await report.FilesAsync(turn, files, cancellationToken);
                if (text.Length > 0)
                {
                    await OnPersonalMessageAsync(turn, text, cancellationToken);
                }

                await report.FilesReachTheCaseAsync(turn, cancellationToken);
                return;
            }

            await OnPersonalMessageAsync(turn, text, cancellationToken);
        }
        else
        {
            await OnGroupMessageAsync(turn, text, cancellationToken);
        }
    }

    protected override async Task<AdaptiveCardInvokeResponse> OnAdaptiveCardInvokeAsync(
        ITurnContext turnContext, AdaptiveCardInvokeValue invokeValue, CancellationToken cancellationToken)
    {
        var turn = turnContext.TurnState.Get<BotTurn>()!;
        var data = invokeValue.Action!.DataObject();
        var verb = invokeValue.Action.Verb ?? Verb(data) ?? "";
        return await PressAsync(turn, verb, data, invokeValue.IsAutomatic, cancellationToken)
            ?? AdaptiveCardInvokeResponse.Error(501, "NotImplemented", Say("This button is not one that this version knows. Ask for a fresh card."));
    }

    /// <summary>The message action and the compose action: the report dialog, in a task module.</summary>
    protected override async Task<InvokeResponse> OnTeamsMessagingExtensionFetchTaskAsync(
        ITurnContext turnContext, MessagingExtensionAction action, CancellationToken cancellationToken)
    {
        var turn = turnContext.TurnState.Get<BotTurn>()!;
        return !IsReport(action) ? InvokeResponse.BadRequest
            : turn.School is not { } school ? InvokeResponse.From(MessagingExtensionActionResponse.Message(general.NoSchoolInModule(turn)))
            : InvokeResponse.From(new MessagingExtensionActionResponse
            {
                Task = await report.BeginInModuleAsync(turn, school, action.IsOnMessage ? action.MessagePayload : null, cancellationToken),
            });
    }

    protected override async Task<InvokeResponse> OnTeamsMessagingExtensionSubmitActionAsync(
        ITurnContext turnContext, MessagingExtensionAction action, CancellationToken cancellationToken) =>
        !IsReport(action) ? InvokeResponse.BadRequest
        : InvokeResponse.From(new MessagingExtensionActionResponse
        {
            Task = await report.PressedInModuleAsync(turnContext.TurnState.Get<BotTurn>()!, action.DataObject(), cancellationToken),
        });

    /// <summary>A button that opens the report as a form.</summary>
    protected override async Task<InvokeResponse> OnTeamsTaskModuleFetchAsync(
        ITurnContext turnContext, TaskModuleRequest taskModuleRequest, CancellationToken cancellationToken)
    {
        var turn = turnContext.TurnState.Get<BotTurn>()!;
        return !IsReport(taskModuleRequest) ? InvokeResponse.NotImplemented
            : turn.School is not { } school ? InvokeResponse.From(TaskModuleResponse.Message(general.NoSchoolInModule(turn)))
            : InvokeResponse.From(new TaskModuleResponse { Task = await report.BeginInModuleAsync(turn, school, message: null, cancellationToken) });
    }

    protected override async Task<InvokeResponse> OnTeamsTaskModuleSubmitAsync(
        ITurnContext turnContext, TaskModuleRequest taskModuleRequest, CancellationToken cancellationToken) =>
        !IsReport(taskModuleRequest) ? InvokeResponse.NotImplemented
        : InvokeResponse.From(new TaskModuleResponse
        {
            Task = await report.PressedInModuleAsync(turnContext.TurnState.Get<BotTurn>()!, taskModuleRequest.DataObject(), cancellationToken),
        });

    /// <summary>The one command that the app has; a client that was told of none, such as Microsoft's emulator, leaves it blank.</summary>
    private static bool IsReport(MessagingExtensionAction action) => string.IsNullOrEmpty(action.CommandId) || action.CommandId == ReportCommand;

    private static bool IsReport(TaskModuleRequest request) => Answers.Input(request.DataObject(), "dialog") == ReportDialog.Id;

    protected override Task OnMembersAddedAsync(
        IReadOnlyList<ChannelAccount> members, ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var turn = turnContext.TurnState.Get<BotTurn>()!;
        return IsTheBot(members, turn) ? AddedAsync(turn, cancellationToken) : Task.CompletedTask;
    }

    protected override Task OnMembersRemovedAsync(
        IReadOnlyList<ChannelAccount> members, ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var turn = turnContext.TurnState.Get<BotTurn>()!;
        return IsTheBot(members, turn) ? RemovedAsync(turn, cancellationToken) : Task.CompletedTask;
    }

    protected override Task OnInstallationUpdateAddAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var turn = turnContext.TurnState.Get<BotTurn>()!;
        return turn.Activity.Action != InstallationActions.AddUpgrade ? AddedAsync(turn, cancellationToken)
            : turn.Activity.IsPersonal ? Task.CompletedTask
            : places.UpgradedAsync(turn, cancellationToken);
    }

    /// <summary>An upgrade removes the old version first; the new one is on its way.</summary>
    protected override Task OnInstallationUpdateRemoveAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var turn = turnContext.TurnState.Get<BotTurn>()!;
        return turn.Activity.Action == InstallationActions.RemoveUpgrade ? Task.CompletedTask : RemovedAsync(turn, cancellationToken);
    }

    protected override Task OnTeamsChannelDeletedAsync(
        ChannelInfo channelInfo, TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) =>
        places.ChannelLostAsync(turnContext.TurnState.Get<BotTurn>()!, channelInfo.Id, PlaceTrouble.ChannelDeleted, cancellationToken);

    protected override Task OnTeamsChannelRestoredAsync(
        ChannelInfo channelInfo, TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) =>
        places.ChannelRegainedAsync(turnContext.TurnState.Get<BotTurn>()!, channelInfo.Id, PlaceTrouble.ChannelDeleted, cancellationToken);

    protected override Task OnTeamsChannelSharedAsync(
        ChannelInfo channelInfo, TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) =>
        places.ChannelSharedAsync(turnContext.TurnState.Get<BotTurn>()!, channelInfo.Id, cancellationToken);

    protected override Task OnTeamsChannelUnsharedAsync(
        ChannelInfo channelInfo, TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) =>
        places.ChannelUnsharedAsync(turnContext.TurnState.Get<BotTurn>()!, channelInfo.Id, cancellationToken);

    protected override Task OnTeamsTeamArchivedAsync(TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) =>
        places.TeamLostAsync(turnContext.TurnState.Get<BotTurn>()!, PlaceTrouble.TeamArchived, cancellationToken);

    protected override Task OnTeamsTeamUnarchivedAsync(TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) =>
        places.TeamRegainedAsync(turnContext.TurnState.Get<BotTurn>()!, PlaceTrouble.TeamArchived, cancellationToken);

    protected override Task OnTeamsTeamDeletedAsync(TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) =>
        places.TeamLostAsync(turnContext.TurnState.Get<BotTurn>()!, PlaceTrouble.TeamDeleted, cancellationToken);

    protected override Task OnTeamsTeamHardDeletedAsync(TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) =>
        places.TeamLostAsync(turnContext.TurnState.Get<BotTurn>()!, PlaceTrouble.TeamDeleted, cancellationToken);

    protected override Task OnTeamsTeamRestoredAsync(TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) =>
        places.TeamRegainedAsync(turnContext.TurnState.Get<BotTurn>()!, PlaceTrouble.TeamDeleted, cancellationToken);

    private Task AddedAsync(BotTurn turn, CancellationToken cancellationToken) =>
        turn.Activity.IsChannel ? places.AddedAsync(turn, cancellationToken) : general.WelcomeAsync(turn, cancellationToken);

    private Task RemovedAsync(BotTurn turn, CancellationToken cancellationToken) =>
        turn.Activity.IsChannel ? places.RemovedAsync(turn, cancellationToken) : general.ForgetGreetingAsync(turn, cancellationToken);

    private static bool IsTheBot(IReadOnlyList<ChannelAccount> members, BotTurn turn) =>
        members.Any(member => member.Id == turn.Activity.Recipient?.Id);

    /// <summary>What a press does and shows; null for a verb that nobody knows.</summary>
    private async Task<AdaptiveCardInvokeResponse?> PressAsync(
        BotTurn turn, string verb, JsonObject data, bool automatic, CancellationToken cancellationToken)
    {
        if (CaseVerbs.Knows(verb))
        {
            return await verbs.PressAsync(turn, verb, data, automatic, cancellationToken);
        }

        if (automatic)
        {
            return null;
        }

        if (SetUpConversation.Knows(verb))
        {
            return await setUp.PressAsync(turn, verb, data, cancellationToken);
        }

        return verb switch
        {
            ReportCards.Verb when turn.Activity.IsPersonal => AdaptiveCardInvokeResponse.Card(await report.PressedAsync(turn, data, cancellationToken)),
            PolicyConversation.FeedbackVerb => policy.Feedback(turn, data),
            GeneralConversation.ChooseSchoolVerb => general.ChooseSchool(turn, data),
            GeneralConversation.ChooseLanguageVerb => general.ChooseLanguage(turn, data),
            GeneralConversation.StartVerb => await StartAsync(turn, cancellationToken),
            _ => null,
        };
    }

    private async Task<AdaptiveCardInvokeResponse> StartAsync(BotTurn turn, CancellationToken cancellationToken)
    {
        if (turn.School is not { } school)
        {
            general.NoSchool(turn, "");
            return AdaptiveCardInvokeResponse.Message(Say("First a question, in your own chat."));
        }

        // A report is led in private, wherever the button was pressed.
        if (!turn.Activity.IsPersonal)
        {
            general.StartPrivately(turn);
            return AdaptiveCardInvokeResponse.Message(Say("I have written to you privately."));
        }

        await report.BeginAsync(turn, school, cancellationToken);
        return AdaptiveCardInvokeResponse.Message(Say("Starting."));
    }

    /// <summary>A press from a client without Universal Actions: the answer goes to the person, the card itself is changed for everybody.</summary>
    private async Task OnSubmitAsync(BotTurn turn, string verb, JsonObject data, CancellationToken cancellationToken)
    {
        var response = await PressAsync(turn, verb, data, automatic: false, cancellationToken);
        using var speaking = Language.Use(turn.Language);
        if (response is null)
        {
            turn.ReplyPrivately(Activity.Message(Say("That button is not one that this version knows. Type help to see what I can do.")));
        }
        else if (response.Type == ContentTypes.AdaptiveCard)
        {
            // In the dialog the answered card is put in place by the conversation itself, and the next question follows.
            if (verb != ReportCards.Verb || turn.Commit.Outbox.Count == 0)
            {
                turn.ReplyPrivately(Activity.Card(response.Value, Say("Your press")));
            }
        }
        else if (response.Type == ContentTypes.Error)
        {
            turn.ReplyPrivately(Activity.Message(response.Value["message"]?.GetValue<string>() ?? Say("That did not work.")));
        }
        else
        {
            turn.ReplyPrivately(Activity.Message(response.Value.GetValue<string>()));
        }
    }

    private async Task OnPersonalMessageAsync(BotTurn turn, string text, CancellationToken cancellationToken)
    {
        if (turn.School is null)
        {
            if (turn.Candidates.Count == 0 && IsSetUp(text))
            {
                setUp.Invite(turn);
            }
            else if (GeneralConversation.IsLanguage(Word(TypedWelsh.Steering(text))))
            {
                general.Speak(turn, Word(TypedWelsh.Steering(text)));
            }
            else
            {
                general.NoSchool(turn, text);
            }

            return;
        }

        if (IsSetUp(text))
        {
            setUp.Invite(turn);
            return;
        }

        // Words that steer come first, wherever the person is; then the dialog; then it is a question to the policy.
        var typed = text;
        text = TypedWelsh.Steering(text);
        var word = Word(text);
        switch (word)
        {
            case "report" or "report a post" or "report a concern":
                await report.BeginAsync(turn, turn.School, cancellationToken);
                return;
            case "help" or "?":
                general.Help(turn);
                await report.StillWaitsAsync(turn, cancellationToken);
                return;
            case "my reports" or "my report":
                await lists.MineAsync(turn, turn.School, cancellationToken);
                await report.StillWaitsAsync(turn, cancellationToken);
                return;
            case "finish":
                turn.Reply(Activity.Message(Say("Finish which report? Type its reference too, such as finish CB-2026-0001. “my reports” lists yours.")));
                return;
            case "cases":
                await lists.AllAsync(turn, turn.School, cancellationToken);
                return;
            case "policy":
                policy.Document(turn, turn.School);
                await report.StillWaitsAsync(turn, cancellationToken);
                return;
            case "ask":
                turn.Reply(Activity.Message(Say("What do you want to know? Type it in your own words, such as: may parents post photos of sports day?")));
                return;
            case "compare":
                policy.WhatToCompare(turn);
                return;
            case var _ when GeneralConversation.IsLanguage(word):
                general.Speak(turn, word);
                using (Language.Use(turn.Language))
                {
                    await report.StillWaitsAsync(turn, cancellationToken);
                }

                return;
            case "school" when turn.Candidates.Count > 1:
                general.AskSchool(turn);
                return;
        }

        if (turn.Actor.MayDecide && (word is "away" or "here" || word.StartsWith("away until ", StringComparison.Ordinal)))
        {
            await general.AwayAsync(turn, word, cancellationToken);
            return;
        }

        // Where a question waits for words of the reporter's own, only a command's exact words are a command.
        var waiting = await report.WaitingStepAsync(turn, cancellationToken);
        var wordsAreAnAnswer = waiting is StepIds.Content or StepIds.Reflect;
        if (word.StartsWith("finish ", StringComparison.Ordinal) && (!wordsAreAnAnswer || word.StartsWith("finish cb-", StringComparison.Ordinal)))
        {
            await report.FinishAsync(turn, word["finish ".Length..], cancellationToken);
        }
        else if (word.StartsWith("case cb-", StringComparison.Ordinal))
        {
            await OnSubmitAsync(turn, CaseVerbs.View, new() { ["case"] = word["case ".Length..] }, cancellationToken);
        }
        else if (waiting is not StepIds.Content && word.StartsWith("ask ", StringComparison.Ordinal))
        {
            policy.Ask(turn, turn.School, text.Trim()["ask ".Length..]);
            await report.StillWaitsAsync(turn, cancellationToken);
        }
        else if (!wordsAreAnAnswer && word.StartsWith("compare ", StringComparison.Ordinal))
        {
            policy.Compare(turn, turn.School, text.Trim()["compare ".Length..]);
        }
        else if (waiting is not null)
        {
            // As it was typed, line breaks and all: it may be the words of the post.
            var steers = word is "back" or "cancel" or "send" or "skip" || (waiting is StepIds.Check && word.StartsWith("change", StringComparison.Ordinal));
            await report.TypedAsync(turn, steers ? text : turn.Activity.Text ?? typed, cancellationToken);
        }
        else if (word.Length == 0)
        {
            general.NothingSaid(turn);
        }
        else if (word is "send" or "back" or "cancel" or "skip" or "next" or "change")
        {
            turn.Reply(Activity.Message(Say("No report is open here. Type report to start one, or my reports to see yours.")));
        }
        else if (word is "thanks" or "thank you" or "ta" or "cheers" or "ok" or "okay" or "hi" or "hello" or "good morning" or "good afternoon")
        {
            general.Greet(turn);
        }
        else
        {
            policy.Ask(turn, turn.School, text);
        }
    }

    /// <summary>Where others read along the bot speaks of the policy and nothing else.</summary>
    private async Task OnGroupMessageAsync(BotTurn turn, string text, CancellationToken cancellationToken)
    {
        text = TypedWelsh.Steering(text);
        var word = Word(text);
        if (IsSetUp(text))
        {
            setUp.Invite(turn);
        }
        else if (turn.School is null)
        {
            general.NoSchool(turn, text);
        }
        else if (word is "report" or "report a post" or "report a concern")
        {
            general.WrittenPrivately(turn);
            general.StartPrivately(turn);
        }
        else if (GeneralConversation.IsLanguage(word))
        {
            general.WrittenPrivately(turn);
            general.Speak(turn, word);
        }
        else if (word is "my reports" or "cases" || word.StartsWith("finish ", StringComparison.Ordinal))
        {
            general.WrittenPrivately(turn);
            await lists.PrivatelyAsync(turn, turn.School, word, cancellationToken);
        }
        else if (word is "policy")
        {
            policy.Document(turn, turn.School);
        }
        else if (word is "help" or "" or "?")
        {
            general.GroupHelp(turn);
        }
        else if (word is "compare")
        {
            policy.WhatToCompare(turn);
        }
        else if (word.StartsWith("compare ", StringComparison.Ordinal))
        {
            policy.Compare(turn, turn.School, text.Trim()["compare ".Length..]);
        }
        else
        {
            policy.Ask(turn, turn.School, word.StartsWith("ask ", StringComparison.Ordinal) ? text.Trim()["ask ".Length..] : text);
        }
    }

    private static string Word(string text) => text.Trim().TrimEnd('.', '!').ToLowerInvariant();

    private static bool IsSetUp(string text) => Word(TypedWelsh.Steering(text)) is "set up" or "set-up" or "setup";

    /// <summary>The verb of a card's data; a dialog's card says it by its name too, as older clients and the contract have it.</summary>
    private static string? Verb(JsonObject data) =>
        Answers.Input(data, "verb") ?? (Answers.Input(data, "dialog") == ReportDialog.Id ? ReportCards.Verb : null);
}
