using System.Net;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConductBot.Teams;

public sealed class OpenIdKeysTests : IDisposable
{
    private readonly ManualTime time = new();
    private readonly FakeIssuer issuer = new();
    private readonly OpenIdKeys keys;

    public OpenIdKeysTests() => keys = Make(FakeIssuer.MetadataUrl, issuer);

    public void Dispose()
    {
        keys.Dispose();
        issuer.Dispose();
    }

    [Fact]
    public async Task Requests_that_come_together_wait_for_one_fetch()
    {
        var gate = new TaskCompletionSource();
        issuer.Gate = gate.Task;
        var requests = Enumerable.Range(0, 40).Select(_ => keys.FindAsync("key-1", default).AsTask()).ToArray();
        var refreshes = Enumerable.Range(0, 5).Select(_ => keys.RefreshAsync(default)).ToArray();

        gate.SetResult();

        Assert.All(await Task.WhenAll(requests), found => Assert.Equal("key-1", found.Key?.Id));
        Assert.All(await Task.WhenAll(refreshes), Assert.True);
        Assert.Equal(1, issuer.Fetches);
    }

    [Fact]
    public async Task Keys_are_fetched_again_in_the_background_twice_a_day()
    {
        await Knows("key-1");
        issuer.Publish("key-2", 1);

        time.Advance(TimeSpan.FromHours(11));
        Assert.Equal(1, issuer.Fetches);

        time.Advance(TimeSpan.FromHours(1));
        await Until(() => issuer.Fetches == 2);
        await Knows("key-2");
        Assert.Equal(2, issuer.Fetches);
    }

    [Fact]
    public async Task The_roll_over_of_a_key_refuses_no_good_request()
    {
        await Knows("key-1");
        for (var round = 2; round < 30; round++)
        {
            time.Advance(TimeSpan.FromMinutes(5));
            issuer.Publish($"key-{round}", round % 3);
            var gate = new TaskCompletionSource();
            issuer.Gate = gate.Task;

            var old = Enumerable.Range(0, 10).Select(_ => keys.FindAsync($"key-{round - 1}", default).AsTask());
            var rolled = Enumerable.Range(0, 10).Select(_ => keys.FindAsync($"key-{round}", default).AsTask());
            Task<OpenIdKeyLookup>[] requests = [.. old, .. rolled];
            gate.SetResult();

            Assert.All(await Task.WhenAll(requests), found => Assert.NotNull(found.Key));
            Assert.Equal(round, issuer.Fetches);
            issuer.Withdraw($"key-{round - 2}");
        }
    }

    [Fact]
    public async Task A_key_published_while_a_fetch_is_under_way_is_found_by_a_second_one()
    {
        await Knows("key-1");
        var gate = new TaskCompletionSource();
        var before = issuer.KeySet();
        var answered = 0;
        issuer.Gate = gate.Task;
        issuer.Instead = url => url != FakeIssuer.MetadataUrl && Interlocked.Increment(ref answered) == 1
            ? StrictHandler.Respond(HttpStatusCode.OK, before)
            : null;
        var background = keys.RefreshAsync(default);
        issuer.Publish("key-2", 1);
        var request = keys.FindAsync("key-2", default).AsTask();

        gate.SetResult();

        await background;
        Assert.Equal("key-2", (await request).Key?.Id);
        Assert.Equal(3, issuer.Fetches);
    }

    [Fact]
    public async Task Made_up_names_cause_at_most_one_fetch_in_five_minutes()
    {
        await Knows("key-1");

        for (var minute = 0; minute < 60; minute++)
        {
            for (var name = 0; name < 20; name++)
            {
                Assert.Equal(OpenIdKeyLookup.Unknown, await keys.FindAsync($"made-up-{minute}-{name}", default));
            }

            time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(1 + 12, issuer.Fetches);
    }

    [Fact]
    public async Task The_same_made_up_name_causes_one_fetch_in_an_hour()
    {
        await Knows("key-1");

        for (var minute = 0; minute < 180; minute++)
        {
            Assert.Equal(OpenIdKeyLookup.Unknown, await keys.FindAsync("made-up", default));
            time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(1 + 3, issuer.Fetches);
    }

    [Fact]
    public async Task A_name_asked_for_in_vain_is_found_as_soon_as_any_fetch_brings_it()
    {
        await Knows("key-1");
        Assert.Equal(OpenIdKeyLookup.Unknown, await keys.FindAsync("key-2", default));
        issuer.Publish("key-2", 1);

        await keys.RefreshAsync(default);

        await Knows("key-2");
    }

    [Fact]
    public async Task More_made_up_names_than_are_remembered_do_no_harm()
    {
        await Knows("key-1");
        for (var name = 0; name < 600; name++)
        {
            await keys.FindAsync($"made-up-{name}", default);
            time.Advance(TimeSpan.FromMinutes(5));
        }

        await Knows("key-1");
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, "")]
    [InlineData(HttpStatusCode.Redirect, "")]
    [InlineData(HttpStatusCode.OK, "")]
    [InlineData(HttpStatusCode.OK, "<html>")]
    [InlineData(HttpStatusCode.OK, "[]")]
    [InlineData(HttpStatusCode.OK, "{}")]
    [InlineData(HttpStatusCode.OK, """{"keys":[]}""")]
    [InlineData(HttpStatusCode.OK, """{"keys":[{"kty":"EC","kid":"key-1"}]}""")]
    [InlineData(HttpStatusCode.OK, """{"keys":{}}""")]
    public async Task The_last_good_keys_are_kept_for_five_days_of_failures(HttpStatusCode status, string body)
    {
        await Knows("key-1");
        issuer.Instead = _ => StrictHandler.Respond(status, body);

        for (var hour = 0; hour < 5 * 24; hour++)
        {
            time.Advance(TimeSpan.FromHours(1));
            Assert.False(await keys.RefreshAsync(default));
            await Knows("key-1");
        }

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(OpenIdKeyLookup.Unavailable, await keys.FindAsync("key-1", default));

        issuer.Instead = null;
        time.Advance(TimeSpan.FromMinutes(1));
        await Knows("key-1");
    }

    [Fact]
    public async Task An_unknown_name_during_a_failure_is_not_held_against_it()
    {
        await Knows("key-1");
        issuer.Publish("key-2", 1);
        issuer.Instead = _ => throw new HttpRequestException("down");
        Assert.Equal(OpenIdKeyLookup.Unavailable, await keys.FindAsync("key-2", default));

        issuer.Instead = null;
        Assert.Equal(OpenIdKeyLookup.Unknown, await keys.FindAsync("key-2", default));
        time.Advance(TimeSpan.FromSeconds(10));
        await Knows("key-2");
    }

    [Fact]
    public async Task A_publisher_that_is_down_is_asked_every_ten_seconds_at_most()
    {
        issuer.Instead = _ => throw new HttpRequestException("down");

        for (var second = 0; second < 60; second++)
        {
            Assert.Equal(OpenIdKeyLookup.Unavailable, await keys.FindAsync("key-1", default));
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(6, issuer.Fetches);
        issuer.Instead = null;
        await Knows("key-1");
    }

    [Fact]
    public async Task A_failure_at_the_start_keeps_the_first_request_from_nothing()
    {
        issuer.Instead = _ => throw new HttpRequestException("down");
        Assert.False(await keys.RefreshAsync(default));
        issuer.Instead = null;

        await Knows("key-1");
    }

    [Fact]
    public async Task How_far_the_clocks_are_apart_is_known_from_the_answer()
    {
        await Knows("key-1");
        Assert.Null(keys.ClockLead);

        issuer.Instead = url => url == FakeIssuer.MetadataUrl ? null
            : StrictHandler.Respond(HttpStatusCode.OK, issuer.KeySet(), response => response.Headers.Date = time.GetUtcNow().AddMinutes(-6));
        Assert.True(await keys.RefreshAsync(default));

        Assert.Equal(TimeSpan.FromMinutes(6), keys.ClockLead);
    }

    [Fact]
    public async Task A_publisher_that_does_not_answer_is_given_ten_seconds()
    {
        issuer.Gate = new TaskCompletionSource().Task;
        var request = keys.FindAsync("key-1", default).AsTask();
        await Until(() => issuer.Fetches == 1);

        time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(request.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(OpenIdKeyLookup.Unavailable, await request);
    }

    [Fact]
    public async Task A_request_that_is_given_up_does_not_stop_the_fetch_for_the_others()
    {
        var gate = new TaskCompletionSource();
        issuer.Gate = gate.Task;
        using var gone = new CancellationTokenSource();
        var first = keys.FindAsync("key-1", gone.Token).AsTask();
        var second = keys.FindAsync("key-1", default).AsTask();

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult();

        Assert.Equal("key-1", (await second).Key?.Id);
        Assert.Equal(1, issuer.Fetches);
    }

    [Theory]
    [InlineData("http://login.example.test/keys")]
    [InlineData("https://localhost/keys")]
    [InlineData("http://127.0.0.1:8080/keys")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/keys")]
    public async Task Metadata_from_outside_cannot_send_us_to_a_place_without_https_or_on_this_machine(string keysUrl)
    {
        issuer.Instead = url => url == FakeIssuer.MetadataUrl ? StrictHandler.Respond(HttpStatusCode.OK, $$"""{"jwks_uri":"{{keysUrl}}"}""") : null;

        Assert.Equal(OpenIdKeyLookup.Unavailable, await keys.FindAsync("key-1", default));
        Assert.Equal([FakeIssuer.MetadataUrl], issuer.Asked);
    }

    [Fact]
    public async Task Metadata_on_this_machine_may_do_without_https()
    {
        using var handler = new StrictHandler()
            .Expect("GET", HttpStatusCode.OK, """{"jwks_uri":"http://127.0.0.1:39080/keys"}""")
            .Expect("GET", HttpStatusCode.OK, issuer.KeySet());
        using var local = Make(new Uri("http://localhost:39080/metadata"), handler);

        Assert.Equal("key-1", (await local.FindAsync("key-1", default)).Key?.Id);
        Assert.Throws<ArgumentException>(() => Make(new Uri("http://login.example.test/metadata"), handler));
    }

    [Fact]
    public async Task Metadata_that_lists_other_algorithms_only_is_not_for_us()
    {
        issuer.Instead = url => url == FakeIssuer.MetadataUrl
            ? StrictHandler.Respond(HttpStatusCode.OK, """{"jwks_uri":"https://login.example.test/v1/.well-known/keys","id_token_signing_alg_values_supported":["ES256"]}""")
            : null;

        Assert.Equal(OpenIdKeyLookup.Unavailable, await keys.FindAsync("key-1", default));
    }

    [Fact]
    public async Task An_endless_answer_is_cut_off()
    {
        issuer.Instead = _ => StrictHandler.Respond(HttpStatusCode.OK, new string(' ', 600 * 1024) + "{}");

        Assert.Equal(OpenIdKeyLookup.Unavailable, await keys.FindAsync("key-1", default));
    }

    [Fact]
    public async Task After_a_failure_the_background_tries_again_in_five_minutes()
    {
        issuer.Instead = _ => new(HttpStatusCode.BadGateway);
        Assert.False(await keys.RefreshAsync(default));
        issuer.Instead = null;

        time.Advance(TimeSpan.FromMinutes(5));
        await Until(() => issuer.Fetches == 2);

        Assert.True(await keys.RefreshAsync(default));
    }

    private static async Task Until(Func<bool> condition)
    {
        // The fetch runs on a thread of its own; nothing here depends on how long that takes.
        while (!condition())
        {
            await Task.Yield();
        }
    }

    private OpenIdKeys Make(Uri url, HttpMessageHandler handler) => new(url, handler, time, NullLogger<OpenIdKeys>.Instance, () => 0.5);

    private async Task Knows(string keyId) => Assert.Equal(keyId, (await keys.FindAsync(keyId, default)).Key?.Id);
}
