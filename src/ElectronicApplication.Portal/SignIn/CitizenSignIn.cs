using System.Security.Claims;
using System.Threading.RateLimiting;
using ElectronicApplication.Core.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Portal.SignIn;

/// <summary>Sign-in with the My Number Card: what the portal registers and maps for it.</summary>
public static class CitizenSignIn
{
    /// <summary>Name of the authentication scheme and of the policy that asks for it.</summary>
    public const string Scheme = "Citizen";

    public static IServiceCollection AddCitizenSignIn(this IServiceCollection services)
    {
        services.AddSingleton<PortalCookies>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, CitizenAuthentication>(Scheme, null);
        services.AddAuthorizationBuilder().AddPolicy(Scheme, p => p.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser());
        return services;
    }

    public static IEndpointRouteBuilder MapSignIn(this IEndpointRouteBuilder endpoints) => endpoints;

    /// <summary>Who is signed in, on pages that also serve those who are not.</summary>
    public static async Task<Guid?> AccountIdAsync(HttpContext context)
    {
        var result = await context.AuthenticateAsync(Scheme);
        return Guid.TryParse(result.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;
    }
}
