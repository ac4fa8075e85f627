using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Payments;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Portal.Shell;
using ElectronicApplication.Portal.SignIn;
using ElectronicApplication.Portal.Submissions;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Portal.Payments;

/// <summary>Paying a submission's fee: to the provider's page and back, and what the provider tells us in between.</summary>
public static class PaymentEndpoints
{
    private static readonly Error TooLarge = new("webhook-too-large", ErrorKind.TooLarge, "イベントが大きすぎます。", "The event is larger than 64 KB.");

    public static IEndpointRouteBuilder MapPayments(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/submissions/{receiptNumber}/payment", StartAsync).RequireToken();
        endpoints.MapGet("/submissions/{receiptNumber}/payment/return", ReturnAsync);
        endpoints.MapPost("/stripe/webhook", HearAsync);
        return endpoints;
    }

    private static async Task<IResult> StartAsync(HttpContext context, string receiptNumber, PaySubmission pay, AccessCookie access, PortalAddress portal, CancellationToken cancel)
    {
        var page = PageOf(receiptNumber);
        var posted = await PostedForm.ReadAsync(context);
        if (!posted.IsGenuine)
            return Pages.SeeOther(page);
        var visitor = await VisitorAsync(context, receiptNumber, access);
        var checkout = await pay.StartAsync(receiptNumber, visitor, portal.Absolute(page + "/payment/return"), portal.Absolute(page), Visitor.Act(visitor.AccountId, Door.Portal), cancel);
        if (checkout.Error is not { } error)
            return Pages.SeeOther(checkout.Value.AbsoluteUri);
        // Paid already, or on its way: the submission's own page says so best.
        return error == PaymentErrors.AlreadyPaid || error == PaymentErrors.AwaitingMoney ? Pages.SeeOther(page) : error.ToResult(context);
    }

    private static async Task<IResult> ReturnAsync(HttpContext context, string receiptNumber, PaySubmission pay, AccessCookie access, CancellationToken cancel)
    {
        await pay.ReturnAsync(receiptNumber, await VisitorAsync(context, receiptNumber, access), cancel);
        return Pages.SeeOther(PageOf(receiptNumber));
    }

    /// <summary>Every answer but 2xx makes the provider say it again later.</summary>
    private static async Task<IResult> HearAsync(HttpContext context, HandleProviderEvent handle, CancellationToken cancel)
    {
        if (await BodyAsync(context.Request, cancel) is not { } body)
            return ErrorResults.Problem(TooLarge);
        var heard = await handle.HandleAsync(body, context.Request.Headers["Stripe-Signature"].ToString(), cancel);
        return heard.Error is { } error ? ErrorResults.Problem(error) : Results.Ok();
    }

    private static async Task<ReadOnlyMemory<byte>?> BodyAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength > HandleProviderEvent.MaxBytes)
            return null;
        var buffer = new byte[HandleProviderEvent.MaxBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
        return length > HandleProviderEvent.MaxBytes ? null : buffer.AsMemory(0, length);
    }

    private static async Task<SubmissionVisitor> VisitorAsync(HttpContext context, string receiptNumber, AccessCookie access) =>
        new(await CitizenSignIn.AccountIdAsync(context), access.Read(context, receiptNumber), Visitor.Client(context));

    private static string PageOf(string receiptNumber) => "/submissions/" + Uri.EscapeDataString(receiptNumber);
}
