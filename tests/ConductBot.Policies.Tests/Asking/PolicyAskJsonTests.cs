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

    [Fact]
    public void Silent_is_refused_with_the_nearest_clause_and_where_else_to_turn()
    {
        var line = PolicyAskJson.Line(Asked.Answers, """{"id":"q2","policy":"embrace","q":"may dad upload a snap of the choir"}""");
        var reply = JsonDocument.Parse(line.Json).RootElement;

        Assert.True(line.IsOk);
        Assert.Equal(["id", "refused", "answers", "why", "nearest", "advice"], reply.EnumerateObject().Select(member => member.Name));
        Assert.True(reply.GetProperty("refused").GetBoolean());
        Assert.Empty(reply.GetProperty("answers").EnumerateArray());
        Assert.Equal("silent", reply.GetProperty("why").GetString());
        Assert.NotNull(Seeds.Policy("embrace").Quote(reply.GetProperty("nearest").GetProperty("clause").GetString()!));
        Assert.Contains("data protection lead", reply.GetProperty("advice").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_clause_is_near_to_what_is_no_policy_s_business()
    {
        var line = PolicyAskJson.Line(Asked.Answers, """{"id":"q2","policy":"oak","q":"what's for lunch on friday"}""");

        Assert.StartsWith("""{"id":"q2","refused":true,"answers":[],"why":"silent","advice":""", line.Json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"q2","policy":"embrace","q":"xzqj"}""")]
    [InlineData("""{"id":"q2","policy":"embrace","q":""}""")]
    public void Not_understood_is_refused_and_says_so(string question)
    {
        Assert.Equal(new PolicyAskLine("""{"id":"q2","refused":true,"answers":[],"why":"not-understood"}""", IsOk: true), PolicyAskJson.Line(Asked.Answers, question));
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
