namespace ElectronicApplication.Host;

/// <summary>Outside Production, <c>/sandbox/…</c> on this address answers too, so that a script needs one address. It forwards; the sandbox itself stands elsewhere.</summary>
internal static class SandboxForwarding
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(100) };

    public static void MapSandboxForwarding(this WebApplication app, IConfiguration configuration)
    {
        if (app.Environment.IsProduction() || configuration["Sandbox:Url"] is not { Length: > 0 } address)
            return;
        foreach (var path in new[] { "/sandbox/api/{**rest}", "/sandbox/stripe/{**rest}" })
            app.Map(path, context => ForwardAsync(context, address.TrimEnd('/'))).ExcludeFromDescription().DisableAntiforgery();
    }

    private static async Task ForwardAsync(HttpContext context, string address)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), address + context.Request.Path + context.Request.QueryString);
        if (context.Request.ContentLength > 0 || context.Request.Headers.TransferEncoding.Count > 0)
        {
            request.Content = new StreamContent(context.Request.Body);
            if (context.Request.ContentType is { } type)
                request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }
        foreach (var name in new[] { "Authorization", "Idempotency-Key", "Stripe-Version", "Accept" })
            if (context.Request.Headers.TryGetValue(name, out var values))
                request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        try
        {
            using var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
            context.Response.StatusCode = (int)response.StatusCode;
            context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
            context.Response.Headers["X-Sandbox"] = "true";
            await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
        catch (HttpRequestException)
        {
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
        }
    }
}
