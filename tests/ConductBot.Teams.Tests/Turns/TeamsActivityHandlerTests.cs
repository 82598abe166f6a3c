using System.Text.Json.Nodes;

namespace ConductBot.Teams;

public class TeamsActivityHandlerTests
{
    /// <summary>Which method each sample belongs to; empty when the activity is to be passed over in silence.</summary>
    private static readonly Dictionary<string, string> Methods = new(StringComparer.Ordinal)
    {
        ["message-personal"] = "OnMessageActivityAsync",
        ["message-channel-mention"] = "OnMessageActivityAsync",
        ["message-channel-mention-without-text"] = "OnMessageActivityAsync",
        ["message-groupchat"] = "OnMessageActivityAsync",
        ["message-file"] = "OnMessageActivityAsync",
        ["message-inline-image"] = "OnMessageActivityAsync",
        ["message-card-submit"] = "OnMessageActivityAsync",
        ["message-card-submit-as-text"] = "OnMessageActivityAsync",
        ["message-messageback"] = "OnMessageActivityAsync",
        ["messageUpdate-edit"] = "OnTeamsMessageEditAsync",
        ["messageUpdate-undelete"] = "OnTeamsMessageUndeleteAsync",
        ["messageDelete"] = "OnTeamsMessageSoftDeleteAsync",
        ["messageReaction-added"] = "OnReactionsAddedAsync",
        ["messageReaction-removed"] = "OnReactionsRemovedAsync",
        ["conversationUpdate-bot-added-personal"] = "OnMembersAddedAsync",
        ["conversationUpdate-bot-added-team"] = "OnMembersAddedAsync",
        ["conversationUpdate-bot-removed"] = "OnMembersRemovedAsync",
        ["conversationUpdate-user-added"] = "OnMembersAddedAsync",
        ["conversationUpdate-user-removed"] = "OnMembersRemovedAsync",
        ["conversationUpdate-channelCreated"] = "OnTeamsChannelCreatedAsync",
        ["conversationUpdate-channelDeleted"] = "OnTeamsChannelDeletedAsync",
        ["conversationUpdate-channelRenamed"] = "OnTeamsChannelRenamedAsync",
        ["conversationUpdate-channelRestored"] = "OnTeamsChannelRestoredAsync",
        ["conversationUpdate-channelShared"] = "OnTeamsChannelSharedAsync",
        ["conversationUpdate-channelUnshared"] = "OnTeamsChannelUnsharedAsync",
        ["conversationUpdate-channelMemberAdded"] = "",
        ["conversationUpdate-channelMemberRemoved"] = "",
        ["conversationUpdate-teamArchived"] = "OnTeamsTeamArchivedAsync",
        ["conversationUpdate-teamUnarchived"] = "OnTeamsTeamUnarchivedAsync",
        ["conversationUpdate-teamDeleted"] = "OnTeamsTeamDeletedAsync",
        ["conversationUpdate-teamHardDeleted"] = "OnTeamsTeamHardDeletedAsync",
        ["conversationUpdate-teamRenamed"] = "OnTeamsTeamRenamedAsync",
        ["conversationUpdate-teamRestored"] = "OnTeamsTeamRestoredAsync",
        ["installationUpdate-add-personal"] = "OnInstallationUpdateAddAsync",
        ["installationUpdate-add-team"] = "OnInstallationUpdateAddAsync",
        ["installationUpdate-add-upgrade"] = "OnInstallationUpdateAddAsync",
        ["installationUpdate-remove"] = "OnInstallationUpdateRemoveAsync",
        ["installationUpdate-remove-upgrade"] = "OnInstallationUpdateRemoveAsync",
        ["event-readReceipt"] = "OnTeamsReadReceiptAsync",
        ["event-unknown"] = "",
        ["typing"] = "OnTypingActivityAsync",
        ["unknown-type"] = "OnUnrecognizedActivityTypeAsync",
        ["invoke-adaptiveCard-action-manual"] = "OnAdaptiveCardInvokeAsync",
        ["invoke-adaptiveCard-action-automatic"] = "OnAdaptiveCardInvokeAsync",
        ["invoke-adaptiveCard-action-as-text"] = "OnAdaptiveCardInvokeAsync",
        ["invoke-application-search"] = "OnSearchInvokeAsync",
        ["invoke-composeExtension-fetchTask-message"] = "OnTeamsMessagingExtensionFetchTaskAsync",
        ["invoke-composeExtension-fetchTask-message-from-a-phone"] = "OnTeamsMessagingExtensionFetchTaskAsync",
        ["invoke-composeExtension-fetchTask-compose"] = "OnTeamsMessagingExtensionFetchTaskAsync",
        ["invoke-composeExtension-submitAction"] = "OnTeamsMessagingExtensionSubmitActionAsync",
        ["invoke-composeExtension-submitAction-preview-edit"] = "OnTeamsMessagingExtensionBotMessagePreviewEditAsync",
        ["invoke-composeExtension-submitAction-preview-send"] = "OnTeamsMessagingExtensionBotMessagePreviewSendAsync",
        ["invoke-composeExtension-query"] = "OnTeamsMessagingExtensionQueryAsync",
        ["invoke-task-fetch"] = "OnTeamsTaskModuleFetchAsync",
        ["invoke-task-submit"] = "OnTeamsTaskModuleSubmitAsync",
        ["invoke-config-fetch"] = "OnTeamsConfigFetchAsync",
        ["invoke-config-submit"] = "OnTeamsConfigSubmitAsync",
        ["invoke-fileConsent-accept"] = "OnTeamsFileConsentAsync",
        ["invoke-fileConsent-decline"] = "OnTeamsFileConsentAsync",
        ["invoke-signin-verifyState"] = "OnTeamsSigninVerifyStateAsync",
        ["invoke-signin-tokenExchange"] = "OnTeamsSigninTokenExchangeAsync",
        ["invoke-signin-failure"] = "OnTeamsSigninFailureAsync",
        ["invoke-message-submitAction"] = "OnTeamsMessageSubmitActionAsync",
        ["invoke-without-name"] = "OnTeamsCardActionInvokeAsync",
    };

    /// <summary>Invokes that no method is made for, which a client must be told.</summary>
    private static readonly string[] NotImplemented =
    [
        "invoke-actionableMessage", "invoke-composeExtension-anonymousQueryLink", "invoke-composeExtension-onCardButtonClicked",
        "invoke-composeExtension-queryLink", "invoke-composeExtension-querySettingUrl", "invoke-composeExtension-selectItem",
        "invoke-composeExtension-setting", "invoke-handoff-action", "invoke-htmlwidget-calltool", "invoke-message-fetchTask",
        "invoke-suggestedActions-submit", "invoke-tab-fetch", "invoke-tab-submit", "invoke-unknown",
    ];

    private static readonly string[] BadRequest = ["invoke-without-value"];

    public static TheoryData<string> Handled => new(Methods.Keys);

    public static TheoryData<string> Unhandled => new(NotImplemented);

    [Fact]
    public void Every_sample_is_in_one_of_the_lists() =>
        Assert.Equal(Samples.Names, [.. Methods.Keys.Concat(NotImplemented).Concat(BadRequest).Order(StringComparer.Ordinal)]);

    [Theory]
    [MemberData(nameof(Handled))]
    public async Task Each_activity_reaches_the_method_made_for_it_and_no_other(string name)
    {
        var bot = new RecordingBot();

        var response = await Run(Samples.Activity(name), bot);

        Assert.Equal(Methods[name].Length == 0 ? [] : [Methods[name]], bot.Called);
        Assert.Equal(200, response.Status);
    }

    [Theory]
    [MemberData(nameof(Unhandled))]
    public async Task An_invoke_of_an_unknown_name_is_answered_501_without_a_body(string name)
    {
        var bot = new RecordingBot();

        var response = await Run(Samples.Activity(name), bot);

        Assert.Empty(bot.Called);
        Assert.Equal(new InvokeResponse(501), response);
    }

    [Theory]
    [MemberData(nameof(Handled))]
    public async Task A_bot_that_overrides_nothing_passes_over_everything_but_invokes(string name)
    {
        var activity = Samples.Activity(name);

        var response = await Run(activity, new SilentBot());

        var card = activity.Name == InvokeNames.AdaptiveCardAction;
        Assert.Equal(activity.Type == ActivityTypes.Invoke && !card ? 501 : 200, response.Status);
        Assert.Equal(card ? 501 : null, (int?)response.Body?["statusCode"]);
    }

    [Theory]
    [InlineData("TEAMARCHIVED")]
    [InlineData("teamarchived")]
    [InlineData("teamArchived")]
    public async Task Event_types_are_compared_ignoring_case(string eventType)
    {
        var activity = Samples.Activity("conversationUpdate-teamArchived");
        activity.ChannelData!.EventType = eventType;
        var bot = new RecordingBot();

        await Run(activity, bot);

        Assert.Equal(["OnTeamsTeamArchivedAsync"], bot.Called);
    }

    [Fact]
    public async Task A_renamed_channel_comes_with_its_new_name_and_its_team()
    {
        var bot = new RecordingBot();

        await Run(Samples.Activity("conversationUpdate-channelRenamed"), bot);

        Assert.Equal("Staff room", Assert.IsType<ChannelInfo>(bot.Got[0]).Name);
        Assert.Equal("77aa55cc-dddd-4eee-8fff-00000000b002", Assert.IsType<TeamInfo>(bot.Got[1]).AadGroupId);
    }

    [Fact]
    public async Task The_bot_itself_is_among_the_members_when_it_joins()
    {
        var bot = new RecordingBot();

        await Run(Samples.Activity("conversationUpdate-bot-added-team"), bot);

        var members = Assert.IsType<IReadOnlyList<ChannelAccount>>(bot.Got[0], exactMatch: false);
        Assert.Equal("28:3d1f6a52-8c1e-4b5f-9f0e-6a1d2c3b4e5f", Assert.Single(members).Id);
    }

    [Theory]
    [InlineData(InvokeNames.TaskFetch)]
    [InlineData(InvokeNames.TaskSubmit)]
    [InlineData(InvokeNames.ComposeFetchTask)]
    [InlineData(InvokeNames.ComposeSubmitAction)]
    [InlineData(InvokeNames.ComposeQuery)]
    [InlineData(InvokeNames.Search)]
    [InlineData(InvokeNames.FileConsent)]
    [InlineData(InvokeNames.SignInVerifyState)]
    [InlineData(InvokeNames.SignInTokenExchange)]
    public async Task A_payload_that_is_no_object_is_answered_400(string name)
    {
        foreach (var payload in new[] { null, "\"\"", "7", "[]", "\"not json\"", "\"[1]\"", "\"{\"", "true" })
        {
            var bot = new RecordingBot();

            var response = await Run(Invoke(name, payload), bot);

            Assert.Equal(new InvokeResponse(400), response);
            Assert.Empty(bot.Called);
        }
    }

    [Fact]
    public async Task An_unknown_answer_to_a_preview_is_answered_400() =>
        Assert.Equal(new InvokeResponse(400), await Run(Invoke(InvokeNames.ComposeSubmitAction, """{"botMessagePreviewAction":"shout"}"""), new RecordingBot()));

    [Theory]
    [InlineData(null)]
    [InlineData("\"\"")]
    [InlineData("{}")]
    [InlineData("""{"action":"case/approve"}""")]
    [InlineData("""{"action":null,"trigger":"manual"}""")]
    public async Task A_card_action_without_an_action_is_answered_200_with_an_error_inside(string? payload)
    {
        var bot = new RecordingBot();

        var response = await Run(Invoke(InvokeNames.AdaptiveCardAction, payload), bot);

        Assert.Equal(200, response.Status);
        Assert.Equal(400, (int?)response.Body?["statusCode"]);
        Assert.Equal("application/vnd.microsoft.error", (string?)response.Body?["type"]);
        Assert.Equal("BadRequest", (string?)response.Body?["value"]?["code"]);
        Assert.Empty(bot.Called);
    }

    [Fact]
    public async Task A_card_action_brings_its_verb_and_the_cards_inputs()
    {
        var bot = new RecordingBot { CardAnswer = AdaptiveCardInvokeResponse.Card(new JsonObject { ["type"] = "AdaptiveCard" }) };

        var response = await Run(Samples.Activity("invoke-adaptiveCard-action-manual"), bot);

        var value = Assert.IsType<AdaptiveCardInvokeValue>(bot.Got[0]);
        Assert.Equal(("case/approve", "Clause 5.1 is met", false), (value.Action!.Verb, (string?)value.Action.DataObject()["reason"], value.IsAutomatic));
        Assert.Equal("""{"statusCode":200,"type":"application/vnd.microsoft.card.adaptive","value":{"type":"AdaptiveCard"}}""", response.Body!.ToJsonString());
    }

    [Fact]
    public async Task A_payload_that_is_text_holding_json_is_understood_at_every_level()
    {
        var bot = new RecordingBot();

        await Run(Samples.Activity("invoke-adaptiveCard-action-as-text"), bot);

        Assert.Equal("HP-0007", (string?)Assert.IsType<AdaptiveCardInvokeValue>(bot.Got[0]).Action!.DataObject()["case"]);
    }

    [Fact]
    public async Task A_refresh_by_the_client_is_told_from_a_press()
    {
        var bot = new RecordingBot();

        await Run(Samples.Activity("invoke-adaptiveCard-action-automatic"), bot);

        Assert.True(Assert.IsType<AdaptiveCardInvokeValue>(bot.Got[0]).IsAutomatic);
    }

    [Fact]
    public async Task A_reported_message_comes_as_its_reporters_client_quotes_it()
    {
        var bot = new RecordingBot();

        await Run(Samples.Activity("invoke-composeExtension-fetchTask-message"), bot);

        var action = Assert.IsType<MessagingExtensionAction>(bot.Got[0]);
        Assert.True(action.IsOnMessage);
        Assert.Equal(("reportPost", "html", "Owen Pryce", "0"), (
            action.CommandId, action.MessagePayload!.Body!.ContentType, action.MessagePayload.From!.User!.DisplayName, action.MessagePayload.Mentions![0].Id));
        Assert.Equal("seen.png", Assert.Single(action.MessagePayload.Attachments!).Name);
    }

    [Theory]
    [InlineData("invoke-composeExtension-fetchTask-message-from-a-phone", true)]
    [InlineData("invoke-composeExtension-fetchTask-compose", false)]
    public async Task A_message_action_is_known_by_its_payload_when_the_phone_does_not_say(string name, bool onMessage)
    {
        var bot = new RecordingBot();

        await Run(Samples.Activity(name), bot);

        Assert.Equal(onMessage, Assert.IsType<MessagingExtensionAction>(bot.Got[0]).IsOnMessage);
    }

    [Fact]
    public async Task A_nameless_invoke_from_another_channel_is_nobodys()
    {
        var activity = Samples.Activity("invoke-without-name");
        activity.ChannelId = "webchat";

        Assert.Equal(new InvokeResponse(501), await Run(activity, new RecordingBot()));
    }

    private static Activity Invoke(string name, string? payload) => new()
    {
        Type = ActivityTypes.Invoke,
        Name = name,
        ChannelId = Channels.MSTeams,
        Value = payload is null ? null : JsonNode.Parse(payload),
    };

    private static Task<InvokeResponse> Run(Activity activity, IBot bot) => new TeamsAdapter().ProcessActivityAsync(activity, bot, new RecordingQueue());
}
