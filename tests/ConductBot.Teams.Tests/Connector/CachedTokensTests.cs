using Microsoft.Extensions.Logging.Abstractions;

namespace ConductBot.Teams;

public class CachedTokensTests
{
    private const string Scope = "https://api.botframework.com/.default";

    private readonly ManualTime time = new();
    private readonly NumberedTokens source = new();
    private readonly CachedTokens tokens;

    public CachedTokensTests()
    {
        source.Expires = () => time.GetUtcNow() + TimeSpan.FromHours(1);
        tokens = new(source, time, NullLogger<CachedTokens>.Instance);
    }

    [Fact]
    public async Task One_token_is_used_for_four_fifths_of_its_life()
    {
        Assert.Equal("token-1", await Get());
        time.Advance(TimeSpan.FromMinutes(48) - TimeSpan.FromSeconds(1));
        Assert.Equal("token-1", await Get());
        await LetOthersRun();
        Assert.Equal(1, source.Asked);

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("token-1", await Get());
        await Until(() => source.Asked == 2);
    }

    [Fact]
    public async Task Many_that_ask_together_wait_for_one_request()
    {
        var gate = new TaskCompletionSource();
        source.Gate = gate.Task;
        var asking = Enumerable.Range(0, 30).Select(_ => Get()).ToArray();

        gate.SetResult();

        Assert.All(await Task.WhenAll(asking), token => Assert.Equal("token-1", token));
        Assert.Equal(1, source.Asked);
    }

    [Fact]
    public async Task Each_scope_has_its_own()
    {
        Assert.Equal("token-1", await Get());
        Assert.Equal("token-2", (await tokens.GetAsync("https://graph.microsoft.com/.default", default)).Value);
        Assert.Equal("token-1", await Get());
    }

    [Fact]
    public async Task The_old_one_is_used_while_the_new_one_is_on_its_way()
    {
        await Get();
        time.Advance(TimeSpan.FromMinutes(48));
        var gate = new TaskCompletionSource();
        source.Gate = gate.Task;

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Get())), token => Assert.Equal("token-1", token));
        await Until(() => source.Asked == 2);
        gate.SetResult();

        await Until(() => Get().GetAwaiter().GetResult() == "token-2");
        Assert.Equal(2, source.Asked);
    }

    [Fact]
    public async Task The_old_one_is_used_to_its_end_when_no_new_one_can_be_had()
    {
        await Get();
        source.Failure = new HttpRequestException("down");
        for (var minute = 1; minute < 60; minute++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal("token-1", await Get());
        }

        time.Advance(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAsync<TokenException>(Get);

        source.Failure = null;
        Assert.StartsWith("token-", await Get(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_renewal_is_tried_every_half_minute_and_not_with_every_request()
    {
        await Get();
        source.Failure = new HttpRequestException("down");
        time.Advance(TimeSpan.FromMinutes(48));

        for (var second = 0; second < 10 * 60; second++)
        {
            await Get();
            await LetOthersRun();
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(source.Asked, 1 + 1, 1 + 20);
    }

    [Fact]
    public async Task A_token_that_was_refused_is_not_used_again()
    {
        var refused = await tokens.GetAsync(Scope, default);

        tokens.Drop(Scope, refused);
        Assert.Equal("token-2", await Get());

        tokens.Drop(Scope, refused);
        Assert.Equal("token-2", await Get());
        tokens.Drop("another scope", refused);
    }

    [Fact]
    public async Task A_token_that_hardly_lives_is_asked_for_again_in_time()
    {
        source.Expires = () => time.GetUtcNow() + TimeSpan.FromSeconds(20);

        Assert.Equal("token-1", await Get());
        Assert.Equal("token-2", await Get());
    }

    [Fact]
    public async Task A_source_that_does_not_answer_is_given_half_a_minute()
    {
        source.Gate = new TaskCompletionSource().Task;
        var asking = Get();
        await Until(() => source.Asked == 1);

        time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(asking.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<TokenException>(() => asking);
    }

    [Fact]
    public async Task One_that_stops_waiting_does_not_stop_the_others()
    {
        var gate = new TaskCompletionSource();
        source.Gate = gate.Task;
        using var gone = new CancellationTokenSource();
        var first = tokens.GetAsync(Scope, gone.Token);
        var second = Get();

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult();

        Assert.Equal("token-1", await second);
    }

    [Fact]
    public void A_token_does_not_show_itself() =>
        Assert.DoesNotContain("secret", new BearerToken("secret", default).ToString(), StringComparison.Ordinal);

    private static async Task LetOthersRun()
    {
        for (var turn = 0; turn < 50; turn++)
        {
            await Task.Yield();
        }
    }

    private static async Task Until(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Yield();
        }
    }

    private async Task<string> Get() => (await tokens.GetAsync(Scope, default)).Value;
}
