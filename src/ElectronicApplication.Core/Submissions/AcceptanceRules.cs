using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Forms;

namespace ElectronicApplication.Core.Submissions;

/// <summary>What must hold for anything to be submitted, whichever way it comes.</summary>
public static class AcceptanceRules
{
    /// <summary>Whether anything new may be begun or submitted at all.</summary>
    public static Error? Open(ProcedureStanding standing, DateTimeOffset now) =>
        standing.Retired is { } retired ? SubmissionErrors.Retired(retired) : Period(standing.InForce.Procedure, now);

    /// <summary>Who must be signed in, and is not.</summary>
    public static Error? Identity(ProcedureDefinition procedure, Guid? accountId) =>
        procedure.IdentityLevel != IdentityLevel.None && accountId is null ? SubmissionErrors.SignInNeeded : null;

    public static Error? Period(ProcedureDefinition procedure, DateTimeOffset now) => procedure.AcceptancePeriod switch
    {
        { From: { } from } when now < from => SubmissionErrors.NotYetOpen(from),
        { To: { } to } when now >= to => SubmissionErrors.Closed(to),
        _ => null,
    };

    public static Error? Answers(Evaluation evaluation) => evaluation.IsAccepted
        ? null
        : SubmissionErrors.AnswersRefused([.. evaluation.Issues.Select(i => new FieldError(i.Path, i.Code, i.Message, i.MessageEn))]);

    /// <summary>Empty values in a page's form mean "not answered"; the API sends null for the same.</summary>
    public static JsonObject WithoutNulls(JsonObject answers)
    {
        foreach (var (key, _) in answers.Where(a => a.Value is null).ToList())
            answers.Remove(key);
        return answers;
    }
}
