using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Portal.Shell;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Portal.Drafts;

/// <summary>
/// A draft that does not open. Often it is there, and only the sign-in has timed out while somebody was filling in a long page: then what was just
/// posted is carried along, so that it is not lost.
/// </summary>
internal static class DraftMissing
{
    public static IResult Answer(HttpContext context, Error error, DraftOwner owner, IFormCollection? posted = null)
    {
        if (error != SubmissionErrors.DraftNotFound || owner.AccountId is not null)
            return error.ToResult(context);
        var carried = posted?.Where(f => f.Key is not ("_token" or "_language")).SelectMany(f => f.Value.Select(v => new KeyValuePair<string, string>(f.Key, v ?? ""))).ToList();
        return Pages.Show<DraftMissingPage>(new { Here = context.Request.Path + context.Request.QueryString, Carried = carried ?? [] }, StatusCodes.Status404NotFound);
    }
}
