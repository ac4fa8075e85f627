namespace ElectronicApplication.Core.Payments.Stripe;

/// <summary>Section "Stripe": the payment provider.</summary>
public sealed class StripeOptions
{
    /// <summary>The address below which <c>v1/</c> lies.</summary>
    public string ApiBase { get; set; } = "https://api.stripe.com/";

    public string SecretKey { get; set; } = "";

    /// <summary>Signs what the provider tells us ("whsec_…").</summary>
    public string WebhookSecret { get; set; } = "";

    /// <summary>The only origin to which a payer is sent.</summary>
    public string CheckoutOrigin { get; set; } = "https://checkout.stripe.com";

    public Uri ApiAddress => new(ApiBase.EndsWith('/') ? ApiBase : ApiBase + "/");

    public bool IsCheckout(Uri url) => Uri.TryCreate(CheckoutOrigin, UriKind.Absolute, out var origin)
        && Uri.Compare(url, origin, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    internal IEnumerable<string> Problems()
    {
        foreach (var (name, value) in new[] { ("Stripe:ApiBase", ApiBase), ("Stripe:CheckoutOrigin", CheckoutOrigin) })
            if (!Uri.TryCreate(value, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
                yield return $"{name} must be an absolute http(s) address.";
        if (SecretKey.Length == 0)
            yield return "Stripe:SecretKey is missing.";
        if (WebhookSecret.Length == 0)
            yield return "Stripe:WebhookSecret is missing.";
    }
}
