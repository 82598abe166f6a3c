using System.Globalization;
using System.Text.Json.Nodes;

namespace ConductBot.Host.Playground;

/// <summary>Members, teams and channels of the Bot Connector REST API.</summary>
internal sealed class ConnectorRoster(PlaygroundOptions options, Rooms rooms)
{
    public void Map(RouteGroupBuilder connector)
    {
        connector.MapGet("/v3/conversations/{conversation}/activities/{activity}/members", Members);
        connector.MapGet("/v3/conversations/{conversation}/members", Members);
        connector.MapGet("/v3/conversations/{conversation}/pagedmembers", PagedMembers);
        connector.MapGet("/v3/conversations/{conversation}/members/{member}", Member);
        connector.MapGet("/v3/teams/{team}", Team);
        connector.MapGet("/v3/teams/{team}/conversations", Channels);
    }

    private IResult Members(string conversation)
    {
        if (Roster(conversation) is not { } roster)
        {
            return ConnectorResult.NoConversation();
        }

        // Teams calls the Entra object id objectId in the whole roster, and aadObjectId elsewhere. Both must be understood.
        return ConnectorResult.Json(
            StatusCodes.Status200OK,
            new JsonArray([.. roster.People.Select(person => Account(roster.School, person, "objectId"))]));
    }

    private IResult PagedMembers(string conversation, int? pageSize, string? continuationToken)
    {
        if (Roster(conversation) is not { } roster)
        {
            return ConnectorResult.NoConversation();
        }

        // Teams takes 50 to 500; smaller pages are kept here, so that paging can be tried with five people.
        var from = int.TryParse(continuationToken, NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : 0;
        var size = Math.Clamp(pageSize ?? 200, 1, 500);
        var page = new JsonObject
        {
            ["members"] = new JsonArray([.. roster.People.Skip(from).Take(size).Select(person => Account(roster.School, person, "aadObjectId"))]),
        };
        if (from + size < roster.People.Count)
        {
            page["continuationToken"] = (from + size).ToString(CultureInfo.InvariantCulture);
        }

        return ConnectorResult.Json(StatusCodes.Status200OK, page);
    }

    private IResult Member(string conversation, string member)
    {
        if (Roster(conversation) is not { } roster)
        {
            return ConnectorResult.NoConversation();
        }

        var found = roster.People.FirstOrDefault(person =>
            person.Mri == member
            || person.AadObjectId.Equals(member, StringComparison.OrdinalIgnoreCase)
            || UserPrincipalName(roster.School, person).Equals(member, StringComparison.OrdinalIgnoreCase));

        return found is null
            ? ConnectorResult.NoMember()
            : ConnectorResult.Json(StatusCodes.Status200OK, Account(roster.School, found, "aadObjectId"));
    }

    private IResult Team(string team) => rooms.Team(team) is not { } school
        ? ConnectorResult.NoConversation()
        : ConnectorResult.Json(StatusCodes.Status200OK, new JsonObject
        {
            ["id"] = school.TeamId,
            ["name"] = school.TeamName,
            ["aadGroupId"] = school.GroupId,
            ["tenantId"] = options.TenantId,
            ["type"] = "standard",
            ["channelCount"] = 2,
            ["memberCount"] = school.People.Count,
        });

    private IResult Channels(string team) => rooms.Team(team) is not { } school
        ? ConnectorResult.NoConversation()
        : ConnectorResult.Json(StatusCodes.Status200OK, new JsonObject
        {
            ["conversations"] = new JsonArray(
                new JsonObject { ["id"] = school.TeamId, ["name"] = null },
                new JsonObject { ["id"] = school.ChannelId, ["name"] = school.ChannelName }),
        });

    // The roster is asked by the team's id as well as by a conversation's.
    private (DemoSchool School, IReadOnlyList<DemoPerson> People)? Roster(string conversation)
    {
        if (rooms.Team(conversation) is { } team)
        {
            return (team, team.People);
        }

        return rooms.Find(conversation) is { } place
            ? (place.School, place.Person is null ? place.School.People : [place.Person])
            : null;
    }

    private JsonObject Account(DemoSchool school, DemoPerson person, string objectIdName) => new()
    {
        ["id"] = person.Mri,
        [objectIdName] = person.AadObjectId,
        ["name"] = person.Name,
        ["givenName"] = person.GivenName,
        ["surname"] = person.Surname,
        ["email"] = UserPrincipalName(school, person),
        ["userPrincipalName"] = UserPrincipalName(school, person),
        ["tenantId"] = options.TenantId,
        ["userRole"] = "user",
    };

    private static string UserPrincipalName(DemoSchool school, DemoPerson person) => person.Address($"{school.Id}.example");
}
