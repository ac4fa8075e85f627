using ElectronicApplication.Forms;
using Microsoft.Extensions.Configuration;

namespace ElectronicApplication.Core.Submissions;

/// <summary>教示文 of the decisions of a procedure, with the municipality's name in it.</summary>
public sealed class AppealNotice(IConfiguration configuration)
{
    private readonly string _municipality = configuration["Site:Municipality"] ?? "みらい市";

    /// <summary>Null where nothing need be said: the outcome is no 処分, or it is all that was applied for.</summary>
    /// <param name="hasConditions">A grant that burdens the applicant.</param>
    public string? For(ProcedureDefinition procedure, SubmissionStatus decision, bool hasConditions) =>
        decision == SubmissionStatus.Granted && !hasConditions ? null : procedure.Appeal?.Wording(_municipality);
}
