using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace ElectronicApplication.Host;

/// <summary><c>Host:BehindProxy=true</c> and <c>Host:KnownProxies</c> (addresses): who is asking and by which scheme comes from the proxy's headers, and only from these proxies.</summary>
internal static class ReverseProxy
{
    public static ForwardedHeadersOptions? Headers(IConfiguration configuration)
    {
        if (!configuration.GetValue<bool>("Host:BehindProxy"))
            return null;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        foreach (var text in configuration.GetSection("Host:KnownProxies").Get<string[]>() ?? [])
            options.KnownProxies.Add(IPAddress.TryParse(text, out var address) ? address : throw new StartRefusedException([$"Host:KnownProxies: \"{text}\" is not an address."]));
        return options;
    }
}
