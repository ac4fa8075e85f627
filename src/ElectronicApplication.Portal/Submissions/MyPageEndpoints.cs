using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Portal.Shell;
using ElectronicApplication.Portal.SignIn;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Portal.Submissions;

/// <summary>マイページ: drafts, submissions, and where the person wants to be told by mail.</summary>
internal static class MyPageEndpoints
{
    public static async Task<IResult> ShowAsync(HttpContext context, ListMine mine, FindAccountMail find, string? mail, CancellationToken cancel) =>
        await PageAsync(context, mine, find, null, [], mail, StatusCodes.Status200OK, cancel);

    public static async Task<IResult> SetMailAsync(HttpContext context, SetAccountMail set, FindAccountMail find, ListMine mine, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        if (await CitizenSignIn.AccountIdAsync(context) is not { } account)
            return Pages.SeeOther("/my");
        var typed = posted["mail"].Trim();
        if (!posted.IsGenuine)
            return await PageAsync(context, mine, find, typed, [new("mail", PostedForm.Stale.Code, PostedForm.Stale.Message, PostedForm.Stale.MessageEn)], null, StatusCodes.Status400BadRequest, cancel);
        var removes = posted["action"] == "remove";
        // An address deleted by a slip of the finger must not end the notices: that has a button of its own.
        if (!removes && typed.Length == 0)
            return await PageAsync(context, mine, find, typed, [new("mail", "required", "メールアドレスを入力してください。", "Enter a mail address.")], null, StatusCodes.Status422UnprocessableEntity, cancel);
        var done = await set.HandleAsync(new(account, removes ? null : typed), Visitor.Act(account, Door.Portal), cancel);
        return done.Error is { } error
            ? await PageAsync(context, mine, find, typed, error.Fields, null, ErrorResults.Status(error.Kind), cancel)
            : Pages.SeeOther($"/my?mail={(removes ? "removed" : "set")}#mail-title");
    }

    private static async Task<IResult> PageAsync(
        HttpContext context, ListMine mine, FindAccountMail find, string? typed, IReadOnlyList<FieldError> errors, string? done, int status, CancellationToken cancel)
    {
        var owner = await Visitor.KnownOwnerAsync(context);
        return Pages.Show<MyPage>(new
        {
            SignedIn = owner?.AccountId is not null,
            Drafts = owner is null ? [] : await mine.DraftsAsync(owner, null, cancel),
            Submissions = owner?.AccountId is { } account ? await mine.SubmissionsAsync(account, cancel) : [],
            Mail = owner?.AccountId is { } holder ? await find.HandleAsync(holder, cancel) : null,
            MailTyped = typed, MailErrors = errors, MailDone = done,
        }, status);
    }
}
