using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ConductBot.Teams;

/// <summary>What was asked, with its body read.</summary>
internal sealed record Asked(string Method, Uri Url, string? Authorization, string? ContentType, string Body)
{
    public JsonNode? Json => JsonNode.Parse(Body);

    /// <summary>The path and query exactly as they go out, percent-encoding included.</summary>
    public string PathAndQuery => Url.PathAndQuery;
}

/// <summary>
/// The other end of the wire. Answers the questions it was told of, in that order, and fails the test on any other: on one
/// too many, by <see cref="Dispose"/> on one too few.
/// </summary>
internal sealed class StrictHandler : HttpMessageHandler
{
    private readonly Lock gate = new();
    private readonly Queue<(string Method, Func<Asked, CancellationToken, Task<HttpResponseMessage>> Answer)> expected = [];
    private readonly List<Asked> asked = [];
    private readonly List<string> unexpected = [];

    public IReadOnlyList<Asked> Asked
    {
        get
        {
            lock (gate)
            {
                return [.. asked];
            }
        }
    }

    public Asked Single => Assert.Single(Asked);

    public StrictHandler Expect(string method, HttpStatusCode status, string body = "", Action<HttpResponseMessage>? also = null) =>
        Expect(method, (_, _) => Task.FromResult(Respond(status, body, also)));

    public StrictHandler Expect(string method, Func<Asked, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        lock (gate)
        {
            expected.Enqueue((method, answer));
        }

        return this;
    }

    public static HttpResponseMessage Respond(HttpStatusCode status, string body = "", Action<HttpResponseMessage>? also = null)
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        also?.Invoke(response);
        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var question = new Asked(
            request.Method.Method, request.RequestUri!, request.Headers.Authorization?.ToString(),
            request.Content?.Headers.ContentType?.ToString(), body);

        Func<Asked, CancellationToken, Task<HttpResponseMessage>>? answer = null;
        lock (gate)
        {
            asked.Add(question);
            if (expected.TryDequeue(out var next) && next.Method == question.Method)
            {
                answer = next.Answer;
            }
            else
            {
                unexpected.Add($"{question.Method} {question.Url}");
            }
        }

        return answer is null ? throw new InvalidOperationException($"Unexpected: {question.Method} {question.Url}") : await answer(question, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Assert.Empty(unexpected);
        Assert.True(expected.Count == 0, $"{expected.Count} expected questions were not asked");
    }
}
