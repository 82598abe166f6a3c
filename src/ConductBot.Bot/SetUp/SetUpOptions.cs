namespace ConductBot.Bot.SetUp;

/// <summary>What the server's settings say about setting up in Teams: <c>SetUp:InTeams</c>, <c>SetUp:Owners</c>.</summary>
/// <param name="InTeams">False: schools come from the server's settings alone.</param>
/// <param name="Owners">Entra object ids of people who count as an owner of whatever team they set up, for where Teams does not tell.</param>
public sealed record SetUpOptions(bool InTeams, IReadOnlyList<string> Owners);
