using System.Security.Claims;
using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Payments.Stripe;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Portal.SignIn;

/// <summary>Sign-in with the My Number Card: what the portal registers and maps for it.</summary>
public static class CitizenSignIn
{
    /// <summary>Name of the authentication scheme and of the policy that asks for it.</summary>
    public const string Scheme = "Citizen";

    public static IServiceCollection AddCitizenSignIn(this IServiceCollection services)
    {
        services.AddSingleton<PortalCookies>().AddSingleton<PortalAddress>().AddSingleton<SignInLimit>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, CitizenAuthentication>(Scheme, null);
        services.AddAuthorizationBuilder().AddPolicy(Scheme, p => p.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser());
        services.AddOptions<CardOptions>().ValidateOnStart();
        services.AddOptions<StripeOptions>().ValidateOnStart();
        // The card page is the target of a form, the payment page that of a redirect after one.
        services.AddOptions<SecurityHeadersOptions>().Configure<IOptions<CardOptions>, IOptions<StripeOptions>>((headers, card, stripe) =>
            headers.FormActionOrigins.AddRange([Origin(card.Value.PageUrl), Origin(stripe.Value.CheckoutOrigin)]));
        return services;
    }

    public static IEndpointRouteBuilder MapSignIn(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/sign-in", SignInEndpoints.ShowAsync).AddEndpointFilter(Limit);
        endpoints.MapPost("/sign-out", SignInEndpoints.SignOutAsync).RequireToken();
        // No token here: the post comes from the card page's own site, without our cookies, and changes nothing for anybody who is signed in.
        endpoints.MapPost("/card/return", CardReturnEndpoints.ReceiveAsync).AddEndpointFilter(Limit);
        endpoints.MapGet("/card/complete", CardReturnEndpoints.CompleteAsync).AddEndpointFilter(Limit);
        return endpoints;
    }

    /// <summary>Who is signed in, on pages that also serve those who are not.</summary>
    public static async Task<Guid?> AccountIdAsync(HttpContext context)
    {
        var result = await context.AuthenticateAsync(Scheme);
        return Guid.TryParse(result.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;
    }

    private static ValueTask<object?> Limit(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next) =>
        invocation.HttpContext.RequestServices.GetRequiredService<SignInLimit>().InvokeAsync(invocation, next);

    private static string Origin(string url) => new Uri(url).GetLeftPart(UriPartial.Authority);
}
