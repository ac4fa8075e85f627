using Microsoft.Extensions.Configuration;

namespace ElectronicApplication.Portal.SignIn;

/// <summary>The portal as others reach it: what a card page or a payment provider is given to come back to.</summary>
internal sealed class PortalAddress(IConfiguration configuration)
{
    /// <param name="path">Begins with a slash.</param>
    public string Absolute(string path) => configuration["Portal:PublicUrl"]!.TrimEnd('/') + path;
}
