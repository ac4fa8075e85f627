using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Payouts;
using ElectronicApplication.Portal.Shell;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Portal.Submissions;

/// <summary>Another account for a payment that the bank could not make.</summary>
internal static class PayoutAccountEndpoints
{
    public static void MapPayoutAccount(this RouteGroupBuilder submission)
    {
        submission.MapGet("/account", ShowAsync);
        submission.MapPost("/account", GiveAsync).RequireToken();
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string receiptNumber, GivePayoutAccount give, AccessCookie cookie, CancellationToken cancel)
    {
        var found = await give.OpenAsync(receiptNumber, await SubmissionEndpoints.VisitorAsync(context, receiptNumber, cookie), cancel);
        return found.Error is null ? Pages.Show<PayoutAccountPage>(new { ReceiptNumber = receiptNumber }) : Pages.SeeOther($"/submissions/{receiptNumber}");
    }

    private static async Task<IResult> GiveAsync(HttpContext context, string receiptNumber, GivePayoutAccount give, AccessCookie cookie, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        var visitor = await SubmissionEndpoints.VisitorAsync(context, receiptNumber, cookie);
        var account = new PayoutAccount(Narrow(posted["bankCode"]), Short(posted["bankName"]), Narrow(posted["branchCode"]), Short(posted["branchName"]), posted["kind"], Narrow(posted["number"]), Short(posted["payeeKana"]));
        var error = posted.IsGenuine ? (await give.HandleAsync(receiptNumber, visitor, account, Visitor.Act(visitor.AccountId, Door.Portal), cancel)).Error : PostedForm.Stale;
        return error is null ? Pages.SeeOther($"/submissions/{receiptNumber}")
            : error.Kind is ErrorKind.Unprocessable or ErrorKind.Invalid ? Pages.Show<PayoutAccountPage>(new { ReceiptNumber = receiptNumber, Account = account, Error = error }, ErrorResults.Status(error.Kind))
            : error.ToResult(context);
    }

    private static string Short(string text) => text.Trim() is { Length: <= 100 } trimmed ? trimmed : text.Trim()[..100];

    private static string Narrow(string text) => Short(new([.. text.Select(c => c is >= '０' and <= '９' ? (char)(c - '０' + '0') : c)]));
}
