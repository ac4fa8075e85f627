using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Portal.SignIn;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Portal.Drafts;

/// <summary>What stands before every page of a draft.</summary>
internal static class DraftGate
{
    /// <summary>A draft that can only be read has one page; one that came to a version with another identity level may need a sign-in that it began without.</summary>
    public static IResult? Elsewhere(OpenedDraft draft, DraftOwner owner) =>
        draft.Closed is not null ? Pages.SeeOther($"/drafts/{draft.Id}/closed")
        : AcceptanceRules.Identity(draft.Procedure, owner.AccountId) is not null ? Pages.SeeOther(LocalPath.With("/sign-in", "returnTo", $"/drafts/{draft.Id}"))
        : null;
}
