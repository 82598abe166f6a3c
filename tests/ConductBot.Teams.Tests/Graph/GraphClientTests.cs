using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConductBot.Teams;

public sealed class GraphClientTests : IDisposable
{
    private const string Tenant = "0a9b8c7d-1111-4222-8333-444455556666";
    private const string Dana = "d0000000-0000-4000-8000-00000000000d";
    private const string Cal = "c0000000-0000-4000-8000-00000000000c";
    private const string DslGroup = "90000000-0000-4000-8000-000000000001";
    private const string Leads = "90000000-0000-4000-8000-000000000002";
    private const string Channel = "19:abc@thread.tacv2";
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3];

    private readonly ManualTime time = new();
    private readonly NumberedTokens source = new();
    private readonly FakeGraph graph = new FakeGraph().AddUser(Dana, "Dana Whyte").AddUser(Cal, "Cal Whittaker").AddGroup(DslGroup, Leads).AddGroup(Leads, Dana);
    private readonly BotFrameworkOptions options = new();
    private readonly GraphClient client;

    public GraphClientTests() => client = Make();

    public void Dispose() => graph.Dispose();

    [Fact]
    public async Task A_member_of_a_group_within_the_group_is_a_member_and_nothing_but_ids_is_asked_for()
    {
        Assert.Equal([Dana], Ok(await client.GetMembersAsync(Tenant, DslGroup)).Ids);

        var asked = Assert.Single(graph.Asked);
        Assert.Equal($"/v1.0/groups/{DslGroup}/transitiveMembers/microsoft.graph.user?$select=id&$top=100&$count=true", asked.PathAndQuery);
        Assert.Equal("[\"https://graph.microsoft.com/.default in 0a9b8c7d-1111-4222-8333-444455556666\"]", Scopes());
    }

    [Fact]
    public async Task A_group_the_directory_does_not_know_is_a_refusal_and_not_empty() =>
        Assert.Equal(new GraphResult<GraphMembers>.Refused(404, "Request_ResourceNotFound"), await client.GetMembersAsync(Tenant, "nothing"));

    [Fact]
    public async Task Members_are_read_page_by_page()
    {
        graph.PageSize = 2;
        graph.AddGroup("all", [.. Enumerable.Range(0, 5).Select(number => $"u{number}")]);
        foreach (var number in Enumerable.Range(0, 5))
        {
            graph.AddUser($"u{number}", $"User {number}");
        }

        var members = Ok(await client.GetMembersAsync(Tenant, "all"));

        Assert.Equal((true, "u0 u1 u2 u3 u4"), (members.IsComplete, string.Join(' ', members.Ids)));
        Assert.Equal(3, graph.Asked.Count);
    }

    [Fact]
    public async Task A_group_that_is_larger_than_a_school_is_read_in_part_and_says_so()
    {
        graph.AddGroup("trust", [.. Enumerable.Range(0, 1100).Select(number => $"u{number}")]);
        foreach (var number in Enumerable.Range(0, 1100))
        {
            graph.AddUser($"u{number}", "U");
        }

        var members = Ok(await client.GetMembersAsync(Tenant, "trust"));

        Assert.Equal((GraphClient.MostMembers, false), (members.Ids.Count, members.IsComplete));
    }

    [Theory]
    [InlineData("https://graph.example.test/v1.0/groups")]
    [InlineData("http://graph.microsoft.com/v1.0/groups")]
    [InlineData("https://graph.microsoft.com:444/v1.0/groups")]
    [InlineData("https://x@graph.microsoft.com/v1.0/groups")]
    [InlineData("/v1.0/groups")]
    public async Task A_next_page_elsewhere_does_not_get_the_token(string link)
    {
        (graph.PageSize, graph.NextLinkInstead) = (1, link);
        graph.AddGroup("all", Dana, Cal);

        Assert.Equal(new GraphResult<GraphMembers>.Refused(0, "BadId"), await client.GetMembersAsync(Tenant, "all"));
        Assert.Single(graph.Asked);
    }

    [Theory]
    [InlineData("owner")]
    [InlineData("Owner")]
    public async Task An_owner_of_a_team_is_told_from_its_other_members(string owner)
    {
        graph.AddMembers("teams/t1/members", (Dana, [owner]), (Cal, []));

        Assert.Equal(new GraphResult<bool>.Ok(true), await client.IsTeamOwnerAsync(Tenant, "t1", Dana.ToUpperInvariant()));
        Assert.Equal(new GraphResult<bool>.Ok(false), await client.IsTeamOwnerAsync(Tenant, "t1", Cal));
        Assert.Equal(new GraphResult<bool>.Ok(false), await client.IsTeamOwnerAsync(Tenant, "t1", Tenant));
        Assert.Equal(new GraphResult<bool>.Refused(404, "NotFound"), await client.IsTeamOwnerAsync(Tenant, "t2", Dana));
    }

    [Theory]
    [InlineData("x' or '1' eq '1")]
    [InlineData("29:1dana")]
    [InlineData("")]
    public async Task Only_an_object_id_goes_into_a_filter(string id)
    {
        Assert.Equal(new GraphResult<bool>.Refused(0, "BadId"), await client.IsTeamOwnerAsync(Tenant, "t1", id));
        Assert.Empty(graph.Asked);
    }

    public static TheoryData<string, string> Messages => new()
    {
        { "channel", $"teams/b1/channels/{Channel}/messages/17" },
        { "reply", $"teams/b1/channels/{Channel}/messages/17/replies/18" },
        { "chat", "chats/19:meeting_x@thread.v2/messages/19" },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task A_pasted_picture_comes_with_its_kind_and_hash(string which, string path)
    {
        graph.AddPicture(path, "aWQ9ZXhhbXBsZQ==", Jpeg);
        var message = MessageOf(which);

        var id = Assert.Single(Ok(await client.GetHostedContentIdsAsync(Tenant, message)));
        var picture = Ok(await client.GetHostedContentAsync(Tenant, message, id));

        Assert.Equal(FileKind.Jpeg, picture.Kind);
        Assert.Equal(Jpeg, picture.Content);
        Assert.Equal(64, picture.Sha256.Length);
        Assert.EndsWith("/hostedContents/aWQ9ZXhhbXBsZQ%3D%3D/$value", graph.Asked[1].PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_that_is_none_or_too_large_is_refused()
    {
        graph.AddPicture("chats/19:meeting_x@thread.v2/messages/19", "text", "<script>"u8.ToArray())
            .AddPicture("chats/19:meeting_x@thread.v2/messages/19", "large", [.. Jpeg, .. new byte[GraphClient.MostPictureBytes]]);

        Assert.Equal(new GraphResult<DownloadedFile>.Refused(200, "UnknownKind"), await client.GetHostedContentAsync(Tenant, MessageOf("chat"), "text"));
        Assert.Equal(new GraphResult<DownloadedFile>.Refused(200, "TooLarge"), await client.GetHostedContentAsync(Tenant, MessageOf("chat"), "large"));
    }

    [Fact]
    public async Task A_meeting_is_private_and_asked_for_twice_is_made_once()
    {
        var meeting = new GraphEvent
        {
            Title = "Follow-up CB-2026-0042",
            TransactionId = "CB-2026-0042-1",
            Start = new(2026, 11, 24, 15, 45, 0),
            End = new(2026, 11, 24, 16, 15, 0),
        };

        var first = Ok(await client.CreateEventAsync(Tenant, Dana, meeting));

        Assert.Equal(first, Ok(await client.CreateEventAsync(Tenant, Dana, meeting)));
        Assert.Equal(new("event-1"), first);
        SameJson(
            """
            {"subject":"Follow-up CB-2026-0042","sensitivity":"private","transactionId":"CB-2026-0042-1",
             "start":{"dateTime":"2026-11-24T15:45:00","timeZone":"Europe/London"},"end":{"dateTime":"2026-11-24T16:15:00","timeZone":"Europe/London"}}
            """,
            Assert.Single(graph.Events));
    }

    [Fact]
    public async Task A_task_holds_what_it_was_given_and_no_more()
    {
        var task = new GraphTask { PlanId = "plan", Title = "Follow-up CB-2026-0042", Due = new(2026, 11, 27, 18, 0, 0, TimeSpan.FromHours(1)) };

        Assert.Equal(new("task-1"), Ok(await client.CreateTaskAsync(Tenant, task)));
        SameJson(
            """
            {"planId":"plan","title":"Follow-up CB-2026-0042","dueDateTime":"2026-11-27T17:00:00Z"}
            """,
            Assert.Single(graph.Tasks));
    }

    [Fact]
    public async Task Every_permission_is_optional()
    {
        graph.Granted.Clear();

        Assert.Equal("GroupMember.Read.All", Missing(await client.GetMembersAsync(Tenant, DslGroup)));
        Assert.Equal("TeamMember.Read.Group", Missing(await client.IsTeamOwnerAsync(Tenant, "t1", Dana)));
        Assert.Equal("ChannelMessage.Read.All", Missing(await client.GetHostedContentIdsAsync(Tenant, MessageOf("reply"))));
        Assert.Equal("Chat.Read.All", Missing(await client.GetHostedContentAsync(Tenant, MessageOf("chat"), "x")));
        Assert.Equal("Calendars.ReadWrite", Missing(await client.CreateEventAsync(Tenant, Dana, new() { Title = "t", TransactionId = "1", Start = default, End = default })));
        Assert.Equal("Tasks.ReadWrite.All", Missing(await client.CreateTaskAsync(Tenant, new() { PlanId = "p", Title = "t" })));
    }

    [Fact]
    public async Task A_token_that_is_not_believed_any_more_is_renewed_once()
    {
        Assert.IsType<GraphResult<GraphMembers>.Ok>(await client.GetMembersAsync(Tenant, DslGroup));
        graph.Token = "token-2";

        Assert.IsType<GraphResult<GraphMembers>.Ok>(await client.GetMembersAsync(Tenant, DslGroup));

        graph.Token = "another";
        Assert.Equal(new GraphResult<GraphMembers>.NotPermitted(401, "InvalidAuthenticationToken", "GroupMember.Read.All"), await client.GetMembersAsync(Tenant, DslGroup));
        Assert.Equal(3, source.Asked);
    }

    [Fact]
    public async Task Without_a_token_it_is_for_another_time()
    {
        source.Failure = new TokenException("AADSTS7000222");

        Assert.Equal(new GraphResult<GraphMembers>.TryAgain(null, "NoToken", false), await Passing(client.GetMembersAsync(Tenant, DslGroup)));
        Assert.Empty(graph.Asked);
    }

    [Fact]
    public async Task A_short_pause_is_waited_for()
    {
        graph.Fail(HttpStatusCode.TooManyRequests, "TooManyRequests", "1");
        var before = time.GetUtcNow();

        Assert.IsType<GraphResult<GraphMembers>.Ok>(await Passing(client.GetMembersAsync(Tenant, DslGroup)));
        Assert.Equal(TimeSpan.FromSeconds(1), time.GetUtcNow() - before);
        Assert.Equal(2, graph.Asked.Count);
    }

    [Fact]
    public async Task A_long_pause_is_told_and_kept_by_every_request_meanwhile()
    {
        graph.Fail(HttpStatusCode.TooManyRequests, "TooManyRequests", "60");

        Assert.Equal(new GraphResult<GraphMembers>.TryAgain(TimeSpan.FromSeconds(60), "TooManyRequests", false), await client.GetMembersAsync(Tenant, DslGroup));
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(new GraphResult<bool>.TryAgain(TimeSpan.FromSeconds(1), "Throttled", false), await client.IsTeamOwnerAsync(Tenant, "t1", Dana));
        Assert.Single(graph.Asked);

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<GraphResult<GraphMembers>.Ok>(await client.GetMembersAsync(Tenant, DslGroup));
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task What_may_be_repeated_is_asked_three_times_and_then_left(HttpStatusCode status)
    {
        graph.Fail(status, "", null).Fail(status, "", null);
        Assert.IsType<GraphResult<GraphMembers>.Ok>(await Passing(client.GetMembersAsync(Tenant, DslGroup)));

        graph.Fail(status, "x").Fail(status, "x").Fail(status, "generalException");
        Assert.Equal(new GraphResult<GraphMembers>.TryAgain(null, "generalException", false), await Passing(client.GetMembersAsync(Tenant, DslGroup)));
        Assert.Equal(6, graph.Asked.Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadGateway, true)]
    [InlineData(HttpStatusCode.InternalServerError, true)]
    [InlineData(HttpStatusCode.ServiceUnavailable, false)]
    [InlineData(HttpStatusCode.TooManyRequests, false)]
    public async Task A_task_is_not_asked_for_twice_and_a_lost_answer_is_told(HttpStatusCode status, bool mayHaveHappened)
    {
        graph.Fail(status, "code");

        Assert.Equal(new GraphResult<GraphItem>.TryAgain(null, "code", mayHaveHappened), await client.CreateTaskAsync(Tenant, new() { PlanId = "p", Title = "t" }));
        Assert.Single(graph.Asked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("""{"value":5}""")]
    [InlineData("""{"value":null}""")]
    public async Task What_is_no_answer_to_the_question_is_a_refusal(string body)
    {
        graph.Answer(StrictHandler.Respond(HttpStatusCode.OK, body));

        Assert.Equal(new GraphResult<bool>.Refused(200, "BadAnswer"), await client.IsTeamOwnerAsync(Tenant, "t1", Dana));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        graph.Answer(StrictHandler.Respond(HttpStatusCode.Redirect, "", response => response.Headers.Location = new("https://elsewhere.example/")));

        Assert.Equal(new GraphResult<GraphMembers>.Refused(302, "Found"), await client.GetMembersAsync(Tenant, DslGroup));
        Assert.Single(graph.Asked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    public async Task An_id_that_would_change_the_address_is_not_asked_for(string id)
    {
        Assert.Equal(new GraphResult<GraphMembers>.Refused(0, "BadId"), await client.GetMembersAsync(Tenant, id));
        Assert.Empty(graph.Asked);
    }

    [Fact]
    public async Task Switched_off_it_asks_nobody()
    {
        options.GraphUrl = null;

        Assert.Equal(new GraphResult<GraphMembers>.NotPermitted(0, "SwitchedOff", "GroupMember.Read.All"), await Make().GetMembersAsync(Tenant, DslGroup));
        Assert.Empty(graph.Asked);
    }

    [Fact]
    public async Task No_answer_at_all_ends_within_ten_seconds()
    {
        using var silent = new Silent();
        var task = new GraphClient(silent, new(source, time, NullLogger<CachedTokens>.Instance), options, time, NullLogger<GraphClient>.Instance).GetMembersAsync(Tenant, DslGroup);
        await silent.Asked.Task;

        time.Advance(GraphClient.LongestCall);

        Assert.Equal(new GraphResult<GraphMembers>.TryAgain(null, "NoAnswer", false), await task);
        Assert.Equal(TimeSpan.FromSeconds(10), GraphClient.LongestCall);
    }

    private static GraphMessage MessageOf(string which) => which switch
    {
        "channel" => new GraphMessage.InChannel("b1", Channel, "17"),
        "reply" => new GraphMessage.InChannel("b1", Channel, "18", RootId: "17"),
        _ => new GraphMessage.InChat("19:meeting_x@thread.v2", "19"),
    };

    private static T Ok<T>(GraphResult<T> result) => Assert.IsType<GraphResult<T>.Ok>(result).Value;

    private static string Missing<T>(GraphResult<T> result) => Assert.IsType<GraphResult<T>.NotPermitted>(result).Permission;

    private static void SameJson(string expected, JsonNode actual) => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());

    private string Scopes() => $"[{string.Join(", ", source.Scopes.Select(scope => $"\"{scope}\""))}]";

    private GraphClient Make() => new(graph, new(source, time, NullLogger<CachedTokens>.Instance), options, time, NullLogger<GraphClient>.Instance);

    private Task<T> Passing<T>(Task<T> task) => time.PassAsync(task, TimeSpan.FromSeconds(2));

    private sealed class Silent : HttpMessageHandler
    {
        public TaskCompletionSource Asked { get; } = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException("Unreachable");
        }
    }
}
