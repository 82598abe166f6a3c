namespace ConductBot.Teams;

/// <summary>
/// An <see cref="ActivityHandler"/> that knows what Teams sends: here its events, in the other file its invokes.
/// Override what the bot cares about.
/// </summary>
public abstract partial class TeamsActivityHandler : ActivityHandler
{
    private delegate Task OnEvent(TeamsActivityHandler bot, TeamsChannelData data, ITurnContext turnContext, CancellationToken cancellationToken);

    // The documentation itself writes one of these in another case than the clients do.
    private static readonly Dictionary<string, OnEvent> Events = new(StringComparer.OrdinalIgnoreCase)
    {
        [TeamsEventTypes.ChannelCreated] = (bot, data, turn, token) => bot.OnTeamsChannelCreatedAsync(ChannelOf(data), TeamOf(data), turn, token),
        [TeamsEventTypes.ChannelDeleted] = (bot, data, turn, token) => bot.OnTeamsChannelDeletedAsync(ChannelOf(data), TeamOf(data), turn, token),
        [TeamsEventTypes.ChannelRenamed] = (bot, data, turn, token) => bot.OnTeamsChannelRenamedAsync(ChannelOf(data), TeamOf(data), turn, token),
        [TeamsEventTypes.ChannelRestored] = (bot, data, turn, token) => bot.OnTeamsChannelRestoredAsync(ChannelOf(data), TeamOf(data), turn, token),
        [TeamsEventTypes.ChannelShared] = (bot, data, turn, token) => bot.OnTeamsChannelSharedAsync(ChannelOf(data), TeamOf(data), turn, token),
        [TeamsEventTypes.ChannelUnshared] = (bot, data, turn, token) => bot.OnTeamsChannelUnsharedAsync(ChannelOf(data), TeamOf(data), turn, token),
        [TeamsEventTypes.TeamArchived] = (bot, data, turn, token) => bot.OnTeamsTeamArchivedAsync(TeamOf(data), turn, token),
        [TeamsEventTypes.TeamUnarchived] = (bot, data, turn, token) => bot.OnTeamsTeamUnarchivedAsync(TeamOf(data), turn, token),
        [TeamsEventTypes.TeamDeleted] = (bot, data, turn, token) => bot.OnTeamsTeamDeletedAsync(TeamOf(data), turn, token),
        [TeamsEventTypes.TeamHardDeleted] = (bot, data, turn, token) => bot.OnTeamsTeamHardDeletedAsync(TeamOf(data), turn, token),
        [TeamsEventTypes.TeamRenamed] = (bot, data, turn, token) => bot.OnTeamsTeamRenamedAsync(TeamOf(data), turn, token),
        [TeamsEventTypes.TeamRestored] = (bot, data, turn, token) => bot.OnTeamsTeamRestoredAsync(TeamOf(data), turn, token),
        [TeamsEventTypes.EditMessage] = (bot, _, turn, token) => bot.OnTeamsMessageEditAsync(turn, token),
        [TeamsEventTypes.UndeleteMessage] = (bot, _, turn, token) => bot.OnTeamsMessageUndeleteAsync(turn, token),
        [TeamsEventTypes.SoftDeleteMessage] = (bot, _, turn, token) => bot.OnTeamsMessageSoftDeleteAsync(turn, token),
    };

    protected override async Task OnConversationUpdateActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        await base.OnConversationUpdateActivityAsync(turnContext, cancellationToken);
        await OnEventTypeAsync(turnContext, cancellationToken);
    }

    protected override Task OnMessageUpdateActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) =>
        OnEventTypeAsync(turnContext, cancellationToken);

    protected override Task OnMessageDeleteActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) =>
        OnEventTypeAsync(turnContext, cancellationToken);

    protected override Task OnEventActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) =>
        turnContext.Activity.Name == EventNames.ReadReceipt
            ? OnTeamsReadReceiptAsync(turnContext, cancellationToken)
            : Task.CompletedTask;

    protected virtual Task OnTeamsChannelCreatedAsync(
        ChannelInfo channelInfo, TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    protected virtual Task OnTeamsChannelDeletedAsync(
        ChannelInfo channelInfo, TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    protected virtual Task OnTeamsChannelRenamedAsync(
        ChannelInfo channelInfo, TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    protected virtual Task OnTeamsChannelRestoredAsync(
        ChannelInfo channelInfo, TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The channel can now be read by people of another team, perhaps of another organisation.</summary>
    protected virtual Task OnTeamsChannelSharedAsync(
        ChannelInfo channelInfo, TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    protected virtual Task OnTeamsChannelUnsharedAsync(
        ChannelInfo channelInfo, TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>From now on nothing can be written to the team.</summary>
    protected virtual Task OnTeamsTeamArchivedAsync(TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    protected virtual Task OnTeamsTeamUnarchivedAsync(TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    protected virtual Task OnTeamsTeamDeletedAsync(TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    protected virtual Task OnTeamsTeamHardDeletedAsync(TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    protected virtual Task OnTeamsTeamRenamedAsync(TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    protected virtual Task OnTeamsTeamRestoredAsync(TeamInfo teamInfo, ITurnContext turnContext, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    protected virtual Task OnTeamsMessageEditAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    protected virtual Task OnTeamsMessageUndeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    protected virtual Task OnTeamsMessageSoftDeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    protected virtual Task OnTeamsReadReceiptAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Task.CompletedTask;

    private static ChannelInfo ChannelOf(TeamsChannelData data) => data.Channel ?? new();

    private static TeamInfo TeamOf(TeamsChannelData data) => data.Team ?? new();

    private Task OnEventTypeAsync(ITurnContext turnContext, CancellationToken cancellationToken) =>
        turnContext.Activity.ChannelData is { EventType: { } type } data && Events.TryGetValue(type, out var handler)
            ? handler(this, data, turnContext, cancellationToken)
            : Task.CompletedTask;
}
