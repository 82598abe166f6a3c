using System.Text.Json;

namespace ConductBot.Policies;

public class PolicyAskJsonTests
{
    [Fact]
    public void A_question_is_answered_on_one_line()
    {
        var line = PolicyAskJson.Line(Asked.Answers, """{"id":"q1","policy":"oak","q":"who is meant by parent"}""");
        var reply = JsonDocument.Parse(line.Json).RootElement;

        Assert.True(line.IsOk);
        Assert.DoesNotContain('\n', line.Json);
        Assert.Equal(["id", "refused", "answers"], reply.EnumerateObject().Select(member => member.Name));
        Assert.Equal("q1", reply.GetProperty("id").GetString());
        Assert.False(reply.GetProperty("refused").GetBoolean());
        Assert.Equal("oak/1.2", reply.GetProperty("answers")[0].GetProperty("clause").GetString());
        Assert.InRange(reply.GetProperty("answers")[0].GetProperty("score").GetDouble(), 0.5, 1);
    }

    [Theory]
    [InlineData("""{"id":"q2","policy":"embrace","q":"may dad upload a snap of the choir"}""")]
    [InlineData("""{"id":"q2","policy":"embrace","q":"xzqj"}""")]
    [InlineData("""{"id":"q2","policy":"embrace","q":""}""")]
    public void Silent_and_not_understood_are_both_refused(string question)
    {
        Assert.Equal(new PolicyAskLine("""{"id":"q2","refused":true,"answers":[]}""", IsOk: true), PolicyAskJson.Line(Asked.Answers, question));
    }

    [Fact]
    public void A_number_serves_as_an_id_and_members_it_does_not_know_are_passed_over()
    {
        var line = PolicyAskJson.Line(Asked.Answers, """{"id":7,"policy":"oak","q":"","right":["oak/1.2"]}""");

        Assert.StartsWith("""{"id":7,""", line.Json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{\"id\":\"q\"")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"policy":"oak","q":"photo"}""")]
    [InlineData("""{"id":"q","q":"photo"}""")]
    [InlineData("""{"id":"q","policy":"oak"}""")]
    [InlineData("""{"id":"q","policy":"elm","q":"photo"}""")]
    [InlineData("""{"id":"q","policy":"oak","q":7}""")]
    [InlineData("""{"id":["q"],"policy":"oak","q":"photo"}""")]
    [InlineData("""{"id":"q","id":"r","policy":"oak","q":"photo"}""")]
    [InlineData("""{"id":"q","policy":"oak","q":"\ud83d"}""")]
    [InlineData("""{"id":"\ud83d","policy":"oak","q":"photo"}""")]
    public void A_line_that_is_no_question_is_answered_with_an_error(string question)
    {
        var line = PolicyAskJson.Line(Asked.Answers, question);
        var reply = JsonDocument.Parse(line.Json).RootElement;

        Assert.False(line.IsOk);
        Assert.Equal("error", Assert.Single(reply.EnumerateObject()).Name);
        Assert.NotEmpty(reply.GetProperty("error").GetString()!);
    }
}
