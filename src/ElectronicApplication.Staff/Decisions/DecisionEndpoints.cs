using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review.Decisions;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Staff.Cases;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Decisions;

/// <summary>決裁 of what was drafted: agreeing, sending back, taking back, 後閲.</summary>
internal static class DecisionEndpoints
{
    public static void MapDecisions(this RouteGroupBuilder one) => one.MapPost("/draft", ActAsync).RequireToken();

    private static async Task<IResult> ActAsync(
        HttpContext context, string receiptNumber, ApproveDecision approve, TakeBackDecision takeBack, SeeDecision see, CasePages pages, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var act = CaseEndpoints.Reviewer(context).Act();
        var (op, remark) = (form["op"], form["remark"].ReplaceLineEndings("\n"));
        var url = CaseEndpoints.Url(receiptNumber);
        Error? error = null;
        var done = "";
        if (!form.IsGenuine)
            error = CaseEndpoints.Stale;
        else if (op is "approve" or "send-back")
        {
            var acted = await approve.HandleAsync(new(receiptNumber, Guid.TryParse(form["step"], out var step) ? step : Guid.Empty, op == "approve", remark), act, cancel);
            error = acted.Error;
            done = op == "send-back" ? "sent-back" : acted.IsOk && acted.Value != SubmissionStatus.UnderReview ? "decided" : "approved";
        }
        else if (op == "take-back")
            (error, done) = ((await takeBack.HandleAsync(receiptNumber, act, cancel)).Error, "draft-taken-back");
        else if (op == "seen")
            (error, done) = ((await see.HandleAsync(receiptNumber, act, cancel)).Error, "seen-after");
        else
            error = DecisionErrors.StepDone;
        return error is not null
            ? await pages.ShowAsync(context, receiptNumber, new() { Error = error, Remark = remark }, cancel)
            : Pages.SeeOther($"{url}?done={done}");
    }
}
