using ConductBot.Bot.People;

namespace ConductBot.Bot.SetUp;

/// <summary>What has become of one school's settings: the fold of its stream.</summary>
/// <param name="Version">The number of events; 0 while there is none.</param>
/// <param name="Settings">As last set up in Teams; null when it never was.</param>
/// <param name="SettingsVersion">The event that settled them; 0 while there is none.</param>
/// <param name="Trouble">Why nothing can be posted to <paramref name="TroubledChannel"/>.</param>
public sealed record SchoolRecord(
    string Id, long Version, SchoolSettings? Settings, long SettingsVersion, PlaceTrouble Trouble, string? TroubledChannel)
{
    public static SchoolRecord Of(string id, IEnumerable<SettingsEvent> events) =>
        events.Aggregate(new SchoolRecord(id, 0, null, 0, PlaceTrouble.None, null), (record, happened) => record.After(happened));

    /// <summary>What stands in the way of posting to this channel. Trouble with another channel is none of this one's.</summary>
    public PlaceTrouble TroubleOf(string? channelId) => channelId is not null && channelId == TroubledChannel ? Trouble : PlaceTrouble.None;

    public SchoolRecord After(SettingsEvent happened) => happened switch
    {
        // Somebody pressed a button in that channel: it is there, and so is the bot.
        SchoolSetUp setUp => new(Id, Version + 1, setUp.After, Version + 1, PlaceTrouble.None, TroubledChannel: null),
        PlaceLost lost => this with { Version = Version + 1, Trouble = TroubleOf(lost.ChannelId) | lost.Trouble, TroubledChannel = lost.ChannelId },
        PlaceRegained regained => this with { Version = Version + 1, Trouble = TroubleOf(regained.ChannelId) & ~regained.Trouble, TroubledChannel = regained.ChannelId },
        _ => throw new InvalidOperationException($"No way to follow {happened.GetType().Name}."),
    };

    /// <summary>The school as it works now; null where only its place was ever touched, and the server's settings have it no more.</summary>
    public School? ToSchool() => Settings is not { Name: { } name, Policy: { } policy } ? null : Placed(
        new()
        {
            Id = Id,
            Name = name,
            Policy = policy,
            TenantId = Settings.TenantId,
            Dsl = Settings.Dsl,
            Deputies = Settings.Deputies,
            Leads = Settings.Leads,
            Language = Settings.Language ?? Language.British,
            IsSetUpInTeams = true,
        });

    /// <summary>A school of the server's settings with its place. What those settings say wins; where they leave the channel out, the card's counts.</summary>
    public School Placed(School school)
    {
        // A channel chosen in another team than the one the settings name by now is not theirs.
        var chosen = school.ChannelId is null && (school.TeamId is null || school.TeamId == Settings?.TeamId) ? Settings : null;
        var home = school.ChannelId ?? chosen?.ChannelId;
        return school with
        {
            TeamId = school.TeamId ?? chosen?.TeamId,
            HomeChannelId = home,
            ChannelId = TroubleOf(home) == PlaceTrouble.None ? home : null,
            TakesChannelFromTeams = school.ChannelId is null,
            TakesTeamFromTeams = school.ChannelId is null && school.TeamId is null,
        };
    }
}
