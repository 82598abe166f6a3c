using System.Text.Json.Nodes;
using ConductBot.Host.Playground;

namespace ConductBot.Tests.Playground;

public sealed class ConnectorRosterTests : PlaygroundTest
{
    [Fact]
    public async Task A_member_is_found_by_MRI_by_Entra_object_id_and_by_user_principal_name()
    {
        var dsl = Server.School.Dsl;
        foreach (var id in new[] { dsl.Mri, dsl.AadObjectId, dsl.AadObjectId.ToUpperInvariant(), "dana.safeguard@oak-demo.example" })
        {
            var (status, member) = await Server.ConnectorAsync("GET", Members(Server.School.TeamId, id));

            Assert.Equal(200, status);
            Assert.Equal((dsl.Mri, dsl.AadObjectId, "Dana Safeguard", "Dana", "Safeguard", DemoSchools.TenantId, "user"), (
                (string?)member!["id"], (string?)member["aadObjectId"], (string?)member["name"], (string?)member["givenName"],
                (string?)member["surname"], (string?)member["tenantId"], (string?)member["userRole"]));
        }
    }

    [Fact]
    public async Task Who_is_not_in_the_conversation_is_not_found()
    {
        var chat = await Server.ChatAsync(Server.School.Teacher);

        var stranger = await Server.ConnectorAsync("GET", Members(Server.School.TeamId, DemoSchools.Embrace.Dsl.AadObjectId));
        var otherSide = await Server.ConnectorAsync("GET", Members(chat, Server.School.Dsl.Mri));
        var nowhere = await Server.ConnectorAsync("GET", Members("19:nowhere@thread.tacv2", Server.School.Dsl.Mri));

        Assert.Equal((404, "MemberNotFoundInConversation"), (stranger.Status, (string?)stranger.Body!["error"]!["code"]));
        Assert.Equal((404, "MemberNotFoundInConversation"), (otherSide.Status, (string?)otherSide.Body!["error"]!["code"]));
        Assert.Equal((404, "ConversationNotFound"), (nowhere.Status, (string?)nowhere.Body!["error"]!["code"]));
        Assert.Equal(200, (await Server.ConnectorAsync("GET", Members(chat, Server.School.Teacher.Mri))).Status);
    }

    [Fact]
    public async Task Members_come_in_pages_and_whole()
    {
        var team = Uri.EscapeDataString(Server.School.TeamId);
        var found = new List<string>();
        string? token = "0";
        while (token is not null)
        {
            var (_, page) = await Server.ConnectorAsync("GET", $"v3/conversations/{team}/pagedmembers?pageSize=2&continuationToken={token}");
            found.AddRange(page!["members"]!.AsArray().Select(member => (string)member!["aadObjectId"]!));
            token = (string?)page["continuationToken"];
        }

        var (_, whole) = await Server.ConnectorAsync("GET", $"v3/conversations/{team}/members");

        Assert.Equal(Server.School.Staff, found);
        Assert.Equal(Server.School.Staff, whole!.AsArray().Select(member => (string)member!["objectId"]!));
    }

    [Fact]
    public async Task A_channel_and_its_threads_have_the_teams_members()
    {
        var (thread, id) = await Server.PostThreadAsync(Words("x"));

        foreach (var path in new[] { $"{Uri.EscapeDataString(Server.School.ChannelId)}/members", $"{Uri.EscapeDataString(thread)}/members", $"{Uri.EscapeDataString(thread)}/activities/{id}/members" })
        {
            var (_, members) = await Server.ConnectorAsync("GET", $"v3/conversations/{path}");

            Assert.Equal(5, members!.AsArray().Count);
        }
    }

    [Fact]
    public async Task A_team_tells_its_details_and_channels()
    {
        var path = $"v3/teams/{Uri.EscapeDataString(Server.School.TeamId)}";
        var (_, team) = await Server.ConnectorAsync("GET", path);
        var (_, channels) = await Server.ConnectorAsync("GET", $"{path}/conversations");
        var (unknown, _) = await Server.ConnectorAsync("GET", "v3/teams/19%3Anowhere%40thread.tacv2");

        Assert.Equal((Server.School.TeamId, Server.School.GroupId, 5), ((string?)team!["id"], (string?)team["aadGroupId"], (int)team["memberCount"]!));
        Assert.True(JsonNode.DeepEquals(
            new JsonArray(
                new JsonObject { ["id"] = Server.School.TeamId, ["name"] = null },
                new JsonObject { ["id"] = Server.School.ChannelId, ["name"] = "Safeguarding" }),
            channels!["conversations"]));
        Assert.Equal(404, unknown);
    }

    private static string Members(string conversation, string member) =>
        $"v3/conversations/{Uri.EscapeDataString(conversation)}/members/{Uri.EscapeDataString(member)}";
}
