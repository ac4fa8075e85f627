using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace ElectronicApplication.Host;

/// <summary>
/// <c>Host:BehindProxy=true</c>, with <c>Host:KnownProxies</c> (addresses) and <c>Host:KnownNetworks</c> (CIDR, where the proxy's address changes, as that of
/// an ingress does): who is asking and by which scheme comes from the proxy's headers, and only from these proxies. One on the same machine is always known.
/// </summary>
internal static class ReverseProxy
{
    public static ForwardedHeadersOptions? Headers(IConfiguration configuration)
    {
        if (!configuration.GetValue<bool>("Host:BehindProxy"))
            return null;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        foreach (var text in configuration.GetSection("Host:KnownProxies").Get<string[]>() ?? [])
            options.KnownProxies.Add(IPAddress.TryParse(text, out var address) ? address : throw new StartRefusedException([$"Host:KnownProxies: \"{text}\" is not an address."]));
        foreach (var text in configuration.GetSection("Host:KnownNetworks").Get<string[]>() ?? [])
            options.KnownIPNetworks.Add(System.Net.IPNetwork.TryParse(text, out var network) ? network
                : throw new StartRefusedException([$"Host:KnownNetworks: \"{text}\" is not a network. Write it as 10.42.0.0/16 (the first address, then the length)."]));
        return options;
    }
}
