using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Portal.Shell;
using ElectronicApplication.Portal.SignIn;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Portal.Submissions;

/// <summary>After 「提出する」: receipt, status, withdrawal, and finding all of it again.</summary>
internal static class SubmissionEndpoints
{
    public static void MapSubmissions(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/my", MyPageEndpoints.ShowAsync);
        pages.MapPost("/my/mail", MyPageEndpoints.SetMailAsync).RequireToken();
        pages.MapGet("/lookup", () => Pages.Show<LookupPage>());
        pages.MapPost("/lookup", LookupAsync).RequireToken();
        pages.MapPost("/lookup/forget", ForgetAsync).RequireToken();

        var submission = pages.MapGroup("/submissions/{receiptNumber}");
        submission.MapGet("", ShowAsync);
        submission.MapPayoutAccount();
        submission.MapGet("/correction", ShowCorrectionAsync);
        submission.MapPost("/correction", BeginCorrectionAsync).RequireToken();
        submission.MapGet("/withdraw", ConfirmWithdrawAsync);
        submission.MapPost("/withdraw", WithdrawAsync).RequireToken();
        submission.MapPost("/messages", WriteAsync).RequireToken();
        submission.MapGet("/attachments/{attachmentId:guid}", DownloadAsync);
    }

    /// <summary>Who looks: whoever is signed in, with the access code given in this browser lately.</summary>
    internal static async Task<SubmissionVisitor> VisitorAsync(HttpContext context, string receiptNumber, AccessCookie cookie) =>
        new(await CitizenSignIn.AccountIdAsync(context), cookie.Read(context, receiptNumber), Visitor.Client(context));

    private static async Task<IResult> LookupAsync(HttpContext context, FindSubmission find, AccessCookie cookie, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        var (number, code) = (posted["number"].Trim(), posted["code"].Trim());
        List<FieldError> errors = [];
        if (!posted.IsGenuine)
            errors.Add(new("", PostedForm.Stale.Code, PostedForm.Stale.Message, PostedForm.Stale.MessageEn));
        else if (ReceiptNumber.Parse(number) is null)
            errors.Add(new("number", "receipt-number", number.Length == 0
                ? "受付番号を入力してください。" : "受付番号が正しくありません。18 桁の数字をもう一度お確かめください。", ""));
        if (posted.IsGenuine && code.Length == 0)
            errors.Add(new("code", "required", "アクセスコードを入力してください。", ""));
        if (errors.Count == 0)
        {
            var found = await find.HandleAsync(number, new(null, code.Length <= 60 ? code : "-", Visitor.Client(context)), cancel);
            if (found.IsOk)
            {
                var stored = found.Value.Submission.ReceiptNumber;
                cookie.Write(context, stored, Secrets.NormaliseAccessCode(code));
                return Pages.SeeOther($"/submissions/{stored}");
            }
            errors.Add(new("number", found.Error!.Code, found.Error.Message, found.Error.MessageEn));
        }
        return Pages.Show<LookupPage>(new { Number = number.Length <= 60 ? number : "", Errors = errors }, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ForgetAsync(HttpContext context, AccessCookie cookie)
    {
        if ((await PostedForm.ReadAsync(context)).IsGenuine)
            cookie.Forget(context);
        return Pages.SeeOther("/lookup");
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string receiptNumber, FindSubmission find, SubmissionMoney money, AccessCookie cookie, CancellationToken cancel)
    {
        var visitor = await VisitorAsync(context, receiptNumber, cookie);
        var found = await find.HandleAsync(receiptNumber, visitor, cancel);
        if (found.Error is { } error)
            return NotSeen(context, visitor, receiptNumber, error);
        if (visitor.AccessCode is { } code)
            cookie.Write(context, found.Value.Submission.ReceiptNumber, code);
        return Pages.Show<SubmissionPage>(new { Opened = found.Value, Money = await money.OfAsync(found.Value.Submission, cancel), JustSubmitted = context.Request.Query.ContainsKey("submitted"), JustCorrected = context.Request.Query.ContainsKey("corrected"), JustWritten = context.Request.Query.ContainsKey("written"), visitor.AccessCode });
    }

    /// <summary>The link of the mail: what is to be mended, and the way to it.</summary>
    private static async Task<IResult> ShowCorrectionAsync(HttpContext context, string receiptNumber, FindSubmission find, AccessCookie cookie, CancellationToken cancel)
    {
        var visitor = await VisitorAsync(context, receiptNumber, cookie);
        var found = await find.HandleAsync(receiptNumber, visitor, cancel);
        if (found.Error is { } error)
            return NotSeen(context, visitor, receiptNumber, error);
        return found.Value.OpenCorrection is null ? Pages.SeeOther($"/submissions/{receiptNumber}") : Pages.Show<CorrectionPage>(new { Opened = found.Value });
    }

    private static async Task<IResult> BeginCorrectionAsync(HttpContext context, string receiptNumber, FindSubmission find, BeginCorrection begin, AccessCookie cookie, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        var visitor = await VisitorAsync(context, receiptNumber, cookie);
        if (!posted.IsGenuine)
            return Pages.SeeOther($"/submissions/{receiptNumber}/correction");
        var begun = await begin.HandleAsync(receiptNumber, visitor, await Visitor.OwnerAsync(context), cancel);
        if (begun.Error is not { } refused)
            return Pages.SeeOther($"/drafts/{begun.Value}");
        var found = await find.HandleAsync(receiptNumber, visitor, cancel);
        return found is { IsOk: true, Value.OpenCorrection: not null } ? Pages.Show<CorrectionPage>(new { Opened = found.Value, Problem = refused }, ErrorResults.Status(refused.Kind)) : Pages.SeeOther($"/submissions/{receiptNumber}");
    }

    /// <summary>Whoever has shown nothing yet is asked: with an account by signing in, else by the access code.</summary>
    private static IResult NotSeen(HttpContext context, SubmissionVisitor visitor, string receiptNumber, Error error) =>
        visitor is { AccountId: null, AccessCode: null } && ReceiptNumber.Parse(receiptNumber) is not null ? Pages.SeeOther("/lookup") : error.ToResult(context);

    private static async Task<IResult> ConfirmWithdrawAsync(HttpContext context, string receiptNumber, FindSubmission find, AccessCookie cookie, CancellationToken cancel)
    {
        var found = await find.HandleAsync(receiptNumber, await VisitorAsync(context, receiptNumber, cookie), cancel);
        if (found.Error is { } error)
            return error.ToResult(context);
        return found.Value.Submission.CanBeWithdrawn ? Pages.Show<WithdrawPage>(new { Opened = found.Value }) : Pages.SeeOther($"/submissions/{receiptNumber}");
    }

    private static async Task<IResult> WithdrawAsync(HttpContext context, string receiptNumber, FindSubmission find, WithdrawSubmission withdraw, AccessCookie cookie, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        var visitor = await VisitorAsync(context, receiptNumber, cookie);
        if (!posted.IsGenuine)
            return Pages.SeeOther($"/submissions/{receiptNumber}/withdraw");
        var withdrawn = await withdraw.HandleAsync(receiptNumber, visitor, Visitor.Act(visitor.AccountId, Door.Portal), null, cancel);
        return withdrawn.Error is { } error && error.Kind != ErrorKind.Conflict ? error.ToResult(context) : Pages.SeeOther($"/submissions/{receiptNumber}");
    }

    private static async Task<IResult> WriteAsync(HttpContext context, string receiptNumber, FindSubmission find, SubmissionMoney money, WriteToOffice write, AccessCookie cookie, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        var visitor = await VisitorAsync(context, receiptNumber, cookie);
        var written = posted.IsGenuine ? await write.HandleAsync(receiptNumber, posted["text"], visitor, Visitor.Act(visitor.AccountId, Door.Portal), cancel) : PostedForm.Stale;
        if (written.Error is not { } refused)
            return Pages.SeeOther($"/submissions/{receiptNumber}?written#messages");
        var found = await find.HandleAsync(receiptNumber, visitor, cancel);
        return found.IsOk
            ? Pages.Show<SubmissionPage>(new { Opened = found.Value, Money = await money.OfAsync(found.Value.Submission, cancel), visitor.AccessCode, Message = posted["text"], MessageError = refused }, ErrorResults.Status(refused.Kind))
            : NotSeen(context, visitor, receiptNumber, found.Error!);
    }

    private static async Task<IResult> DownloadAsync(HttpContext context, string receiptNumber, Guid attachmentId, FindSubmission find, ReadAttachment read, AccessCookie cookie, CancellationToken cancel)
    {
        var found = await find.HandleAsync(receiptNumber, await VisitorAsync(context, receiptNumber, cookie), cancel);
        if (found.Error is { } missing)
            return missing.ToResult(context);
        var content = await read.OfSubmissionAsync(found.Value.Submission.Id, attachmentId, cancel);
        return content.Error is { } error ? error.ToResult(context) : new AttachmentResult(content.Value);
    }
}
