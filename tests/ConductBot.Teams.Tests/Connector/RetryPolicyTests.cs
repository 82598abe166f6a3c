namespace ConductBot.Teams;

public class RetryPolicyTests
{
    private static readonly ConnectorResult<string>.TryAgain Busy = new(null, "Throttled", MayHaveHappened: false);
    private static readonly ConnectorResult<string>.TryAgain Lost = new(null, "NoAnswer", MayHaveHappened: true);

    [Fact]
    public void What_is_done_is_done()
    {
        var decision = RetryPolicy.After(new ConnectorResult<string>.Ok("17"), 1, 0, 0.5);

        Assert.True(decision.IsDone);
    }

    [Fact]
    public void What_is_refused_is_given_up() =>
        Assert.Equal(new(null, "BotNotInConversationRoster"), RetryPolicy.After(new ConnectorResult<string>.Refused(403, "BotNotInConversationRoster", null), 1, 0, 0.5));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 8)]
    [InlineData(5, 16)]
    [InlineData(6, 60)]
    [InlineData(7, 120)]
    [InlineData(8, 240)]
    [InlineData(9, 480)]
    [InlineData(10, 900)]
    [InlineData(99, 900)]
    public void Waits_grow_from_a_second_to_a_quarter_of_an_hour_give_or_take_three_tenths(int tries, int seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryPolicy.After(Busy, tries, 0, 0.5).Wait);
        Assert.Equal(TimeSpan.FromSeconds(seconds * 0.7), RetryPolicy.After(Busy, tries, 0, 0).Wait);
        Assert.Equal(TimeSpan.FromSeconds(seconds * 1.3), RetryPolicy.After(Busy, tries, 0, 1).Wait);
    }

    [Fact]
    public void The_connector_may_ask_for_more_time_but_not_for_less()
    {
        Assert.Equal(TimeSpan.FromSeconds(30), RetryPolicy.After(Busy with { RetryAfter = TimeSpan.FromSeconds(30) }, 1, 0, 0.5).Wait);
        Assert.Equal(TimeSpan.FromSeconds(60), RetryPolicy.After(Busy with { RetryAfter = TimeSpan.FromSeconds(30) }, 6, 0, 0.5).Wait);
    }

    [Fact]
    public void After_about_a_day_it_is_given_up()
    {
        var waited = TimeSpan.Zero;
        var tries = 1;
        while (RetryPolicy.After(Busy, tries, 0, 0.5).Wait is { } wait)
        {
            waited += wait;
            tries++;
        }

        Assert.Equal(100, tries);
        Assert.InRange(waited, TimeSpan.FromHours(20), TimeSpan.FromHours(28));
        Assert.Equal(new(null, "Throttled"), RetryPolicy.After(Busy, tries, 0, 0.5));
    }

    [Fact]
    public void A_lost_message_is_sent_once_more_at_most()
    {
        Assert.Equal(TimeSpan.FromSeconds(1), RetryPolicy.After(Lost, tries: 1, lostAnswers: 1, 0.5).Wait);
        Assert.Equal(new(null, "NoAnswer"), RetryPolicy.After(Lost, tries: 2, lostAnswers: 2, 0.5));
        Assert.Equal(new(null, "NoAnswer"), RetryPolicy.After(Lost, tries: 7, lostAnswers: 2, 0.5));
    }

    [Fact]
    public void After_one_lost_answer_it_may_still_wait_its_turn() =>
        Assert.Equal(TimeSpan.FromSeconds(16), RetryPolicy.After(Busy, tries: 5, lostAnswers: 1, 0.5).Wait);
}
