using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Sandbox.Tests;

internal sealed record ReceivedEvent(string Signature, byte[] Body, System.Text.Json.Nodes.JsonNode Json);

/// <summary>Takes webhooks, refusing the first few when asked to.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication web;
    private readonly Channel<ReceivedEvent> received = Channel.CreateUnbounded<ReceivedEvent>();
    private int refusals;

    private WebhookReceiver(WebApplication web, int refusals) => (this.web, this.refusals) = (web, refusals);

    public Uri Address => new(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/hook");

    public static async Task<WebhookReceiver> StartAsync(int refusals = 0)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        var receiver = new WebhookReceiver(builder.Build(), refusals);
        receiver.web.Run(receiver.TakeAsync);
        await receiver.web.StartAsync();
        return receiver;
    }

    /// <summary>The next one of this type; a test that waits in vain ends in failure.</summary>
    public async Task<ReceivedEvent> NextAsync(string type)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var next = await received.Reader.ReadAsync(patience.Token);
            if ((string?)next.Json["type"] == type)
            {
                return next;
            }
        }
    }

    public ValueTask DisposeAsync() => web.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        if (Interlocked.Decrement(ref refusals) >= 0)
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return;
        }
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        received.Writer.TryWrite(new(context.Request.Headers["Stripe-Signature"].ToString(), body.ToArray(), System.Text.Json.Nodes.JsonNode.Parse(body.ToArray())!));
    }
}
