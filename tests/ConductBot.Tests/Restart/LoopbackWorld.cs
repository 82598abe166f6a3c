using System.Net;
using ConductBot.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConductBot.Tests.Restart;

/// <summary>The outside world at an address of this machine, for a bot that is a process of its own.</summary>
internal sealed class LoopbackWorld : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpMessageInvoker world;

    private LoopbackWorld(WebApplication app, FakeWorld world)
    {
        this.app = app;
        World = world;
        this.world = new(world);
    }

    public FakeWorld World { get; }

    public static async Task<LoopbackWorld> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var web = builder.Build();
        LoopbackWorld? server = null;
        web.Run(context => server!.AnswerAsync(context));
        await web.StartAsync();
        var address = web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return server = new(web, new FakeWorld(new Uri(address + "/")));
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        world.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        using var request = new HttpRequestMessage(new(context.Request.Method), new Uri($"http://{context.Request.Host}{target}"));
        if (context.Request.ContentLength > 0 || context.Request.Headers.TransferEncoding.Count > 0)
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            request.Content = new ByteArrayContent(body.ToArray());
            request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        }

        request.Headers.TryAddWithoutValidation("Authorization", context.Request.Headers.Authorization.ToString());
        try
        {
            using var response = await world.SendAsync(request, context.RequestAborted);
            context.Response.StatusCode = (int)response.StatusCode;
            context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
            await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
        catch (Exception gone) when (gone is OperationCanceledException or HttpRequestException)
        {
            context.Abort();
        }
    }
}
