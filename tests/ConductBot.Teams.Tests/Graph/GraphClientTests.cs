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

    [Theory]
    [InlineData(Dana, true)]
    [InlineData(Cal, false)]
    public async Task A_member_of_a_group_within_the_group_is_a_member(string user, bool expected)
    {
        Assert.Equal(new GraphResult<bool>.Ok(expected), await client.IsMemberAsync(Tenant, user, DslGroup));

        var asked = Assert.Single(graph.Asked);
        Assert.Equal(($"/v1.0/users/{user}/checkMemberGroups", "application/json; charset=utf-8"), (asked.PathAndQuery, asked.ContentType));
        Assert.Equal("[\"https://graph.microsoft.com/.default in 0a9b8c7d-1111-4222-8333-444455556666\"]", Scopes());
    }

    [Fact]
    public async Task Groups_are_asked_for_twenty_at_a_time()
    {
        string[] groups = [.. Enumerable.Range(0, 45).Select(number => $"group-{number}"), DslGroup, Leads];

        Assert.Equal([DslGroup, Leads], Ok(await client.CheckMemberGroupsAsync(Tenant, Dana, groups)));
        Assert.Equal([20, 20, 7], graph.Asked.Select(asked => asked.Json!["groupIds"]!.AsArray().Count));
    }

    [Fact]
    public async Task Somebody_the_directory_does_not_know_is_a_refusal_and_no_yes() =>
        Assert.Equal(new GraphResult<bool>.Refused(404, "Request_ResourceNotFound"), await client.IsMemberAsync(Tenant, "nobody", DslGroup));

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

        Assert.Equal((true, "u0 u1 u2 u3 u4"), (members.IsComplete, string.Join(' ', members.People.Select(person => person.Id))));
        Assert.Equal(new("u0", "User 0", "u0@school.example", "u0@school.example"), members.People[0]);
        Assert.Equal(3, graph.Asked.Count);
    }

    [Fact]
    public async Task Without_leave_to_read_people_a_groups_members_are_ids()
    {
        graph.Granted.Remove("User.ReadBasic.All");

        Assert.Equal([new(Dana, null, null, null)], Ok(await client.GetMembersAsync(Tenant, DslGroup)).People);
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

        Assert.Equal((GraphClient.MostMembers, false), (members.People.Count, members.IsComplete));
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

    [Fact]
    public async Task People_are_found_by_how_their_names_begin()
    {
        Assert.Equal(["Dana Whyte", "Cal Whittaker"], Ok(await client.FindPeopleAsync(Tenant, " Wh ")).Select(person => person.DisplayName));
        Assert.Equal(["Cal Whittaker"], Ok(await client.FindPeopleAsync(Tenant, "whitt")).Select(person => person.DisplayName));
        Assert.Single(Ok(await client.FindPeopleAsync(Tenant, "Wh", most: 1)));
    }

    [Theory]
    [InlineData("Wh\" OR \"mail:")]
    [InlineData("Wh\\")]
    [InlineData("\"Wh\"")]
    [InlineData("Wh\r\n")]
    [InlineData("Wh&$top=1")]
    public async Task What_is_searched_for_cannot_end_the_phrase(string words)
    {
        Assert.IsType<GraphResult<IReadOnlyList<GraphPerson>>.Ok>(await client.FindPeopleAsync(Tenant, words));
        Assert.Equal(3, Assert.Single(graph.Asked).Url.Query.Split('&').Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("\"\"")]
    public async Task No_words_find_nobody_and_ask_nothing(string words)
    {
        Assert.Empty(Ok(await client.FindPeopleAsync(Tenant, words)));
        Assert.Empty(graph.Asked);
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

    [Fact]
    public async Task Everybody_who_reads_a_channel_is_told()
    {
        graph.AddMembers($"teams/t1/channels/{Channel}/allMembers", (Dana, ["Owner"]), (Cal, []));

        var members = Ok(await client.GetChannelMembersAsync(Tenant, "t1", Channel));

        Assert.True(members.IsComplete);
        Assert.Equal([new(Dana, "Dana Whyte", $"{Dana}@school.example", null), new(Cal, "Cal Whittaker", $"{Cal}@school.example", null)], members.People);
    }

    [Fact]
    public async Task A_person_is_found_by_id() =>
        Assert.Equal("Dana Whyte", Ok(await client.GetPersonAsync(Tenant, Dana)).DisplayName);

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
            Text = "See case CB-2026-0042.",
            Attendees = ["head@school.example"],
        };

        var first = Ok(await client.CreateEventAsync(Tenant, Dana, meeting));

        Assert.Equal(first, Ok(await client.CreateEventAsync(Tenant, Dana, meeting)));
        Assert.Equal(new("event-1", "https://outlook.office365.com/event-1"), first);
        SameJson(
            """
            {"subject":"Follow-up CB-2026-0042","sensitivity":"private","transactionId":"CB-2026-0042-1",
             "start":{"dateTime":"2026-11-24T15:45:00","timeZone":"Europe/London"},"end":{"dateTime":"2026-11-24T16:15:00","timeZone":"Europe/London"},
             "attendees":[{"emailAddress":{"address":"head@school.example"},"type":"required"}],
             "body":{"contentType":"text","content":"See case CB-2026-0042."}}
            """,
            Assert.Single(graph.Events));
    }

    [Fact]
    public async Task A_task_holds_what_it_was_given_and_no_more()
    {
        var task = new GraphTask { PlanId = "plan", BucketId = "bucket", Title = "Follow-up CB-2026-0042", Due = new(2026, 11, 27, 18, 0, 0, TimeSpan.FromHours(1)), AssignedTo = [Dana] };

        Assert.Equal(new("task-1", null), Ok(await client.CreateTaskAsync(Tenant, task)));
        SameJson(
            """
            {"planId":"plan","bucketId":"bucket","title":"Follow-up CB-2026-0042","dueDateTime":"2026-11-27T17:00:00Z",
             "assignments":{"d0000000-0000-4000-8000-00000000000d":{"@odata.type":"#microsoft.graph.plannerAssignment","orderHint":" !"}}}
            """,
            Assert.Single(graph.Tasks));
    }

    [Theory]
    [InlineData("GroupMember.Read.All")]
    [InlineData("User.Read.All")]
    public async Task A_permission_that_was_not_granted_is_named(string missing)
    {
        graph.Granted.Remove(missing);

        Assert.Equal(
            new GraphResult<bool>.NotPermitted(403, "Authorization_RequestDenied", "User.Read.All + GroupMember.Read.All"),
            await client.IsMemberAsync(Tenant, Dana, DslGroup));
    }

    [Fact]
    public async Task Every_permission_is_optional()
    {
        graph.Granted.Clear();

        Assert.Equal("GroupMember.Read.All", Missing(await client.GetMembersAsync(Tenant, DslGroup)));
        Assert.Equal("User.ReadBasic.All", Missing(await client.FindPeopleAsync(Tenant, "x")));
        Assert.Equal("User.ReadBasic.All", Missing(await client.GetPersonAsync(Tenant, Dana)));
        Assert.Equal("TeamMember.Read.Group", Missing(await client.IsTeamOwnerAsync(Tenant, "t1", Dana)));
        Assert.Equal("ChannelMember.Read.Group", Missing(await client.GetChannelMembersAsync(Tenant, "t1", Channel)));
        Assert.Equal("ChannelMessage.Read.All", Missing(await client.GetHostedContentIdsAsync(Tenant, MessageOf("reply"))));
        Assert.Equal("Chat.Read.All", Missing(await client.GetHostedContentAsync(Tenant, MessageOf("chat"), "x")));
        Assert.Equal("Calendars.ReadWrite", Missing(await client.CreateEventAsync(Tenant, Dana, new() { Title = "t", TransactionId = "1", Start = default, End = default })));
        Assert.Equal("Tasks.ReadWrite.All", Missing(await client.CreateTaskAsync(Tenant, new() { PlanId = "p", Title = "t" })));
    }

    [Fact]
    public async Task A_token_that_is_not_believed_any_more_is_renewed_once()
    {
        Assert.IsType<GraphResult<GraphPerson>.Ok>(await client.GetPersonAsync(Tenant, Dana));
        graph.Token = "token-2";

        Assert.IsType<GraphResult<GraphPerson>.Ok>(await client.GetPersonAsync(Tenant, Dana));

        graph.Token = "another";
        Assert.Equal(new GraphResult<GraphPerson>.NotPermitted(401, "InvalidAuthenticationToken", "User.ReadBasic.All"), await client.GetPersonAsync(Tenant, Dana));
        Assert.Equal(3, source.Asked);
    }

    [Fact]
    public async Task Without_a_token_it_is_for_another_time()
    {
        source.Failure = new TokenException("AADSTS7000222");

        Assert.Equal(new GraphResult<GraphPerson>.TryAgain(null, "NoToken", false), await Passing(client.GetPersonAsync(Tenant, Dana)));
        Assert.Empty(graph.Asked);
    }

    [Fact]
    public async Task A_short_pause_is_waited_for()
    {
        graph.Fail(HttpStatusCode.TooManyRequests, "TooManyRequests", "1");
        var before = time.GetUtcNow();

        Assert.IsType<GraphResult<GraphPerson>.Ok>(await Passing(client.GetPersonAsync(Tenant, Dana)));
        Assert.Equal(TimeSpan.FromSeconds(1), time.GetUtcNow() - before);
        Assert.Equal(2, graph.Asked.Count);
    }

    [Fact]
    public async Task A_long_pause_is_told_and_kept_by_every_request_meanwhile()
    {
        graph.Fail(HttpStatusCode.TooManyRequests, "TooManyRequests", "60");

        Assert.Equal(new GraphResult<GraphPerson>.TryAgain(TimeSpan.FromSeconds(60), "TooManyRequests", false), await client.GetPersonAsync(Tenant, Dana));
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(new GraphResult<bool>.TryAgain(TimeSpan.FromSeconds(1), "Throttled", false), await client.IsMemberAsync(Tenant, Dana, DslGroup));
        Assert.Single(graph.Asked);

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<GraphResult<GraphPerson>.Ok>(await client.GetPersonAsync(Tenant, Dana));
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
        Assert.IsType<GraphResult<GraphPerson>.Ok>(await Passing(client.GetPersonAsync(Tenant, Dana)));

        graph.Fail(status, "x").Fail(status, "x").Fail(status, "generalException");
        Assert.Equal(new GraphResult<GraphPerson>.TryAgain(null, "generalException", false), await Passing(client.GetPersonAsync(Tenant, Dana)));
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

        Assert.Equal(new GraphResult<bool>.Refused(200, "BadAnswer"), await client.IsMemberAsync(Tenant, Dana, DslGroup));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        graph.Answer(StrictHandler.Respond(HttpStatusCode.Redirect, "", response => response.Headers.Location = new("https://elsewhere.example/")));

        Assert.Equal(new GraphResult<GraphPerson>.Refused(302, "Found"), await client.GetPersonAsync(Tenant, Dana));
        Assert.Single(graph.Asked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    public async Task An_id_that_would_change_the_address_is_not_asked_for(string id)
    {
        Assert.Equal(new GraphResult<GraphPerson>.Refused(0, "BadId"), await client.GetPersonAsync(Tenant, id));
        Assert.Empty(graph.Asked);
    }

    [Fact]
    public async Task Switched_off_it_asks_nobody()
    {
        options.GraphUrl = null;

        Assert.Equal(new GraphResult<bool>.NotPermitted(0, "SwitchedOff", "User.Read.All + GroupMember.Read.All"), await Make().IsMemberAsync(Tenant, Dana, DslGroup));
        Assert.Empty(graph.Asked);
    }

    [Fact]
    public async Task No_answer_at_all_ends_within_ten_seconds()
    {
        using var silent = new Silent();
        var task = new GraphClient(silent, new(source, time, NullLogger<CachedTokens>.Instance), options, time, NullLogger<GraphClient>.Instance).GetPersonAsync(Tenant, Dana);
        await silent.Asked.Task;

        Assert.Equal(new GraphResult<GraphPerson>.TryAgain(null, "NoAnswer", false), await time.PassAsync(task, GraphClient.LongestCall));
        Assert.Equal(TimeSpan.FromSeconds(10), time.GetUtcNow() - new ManualTime().GetUtcNow());
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
