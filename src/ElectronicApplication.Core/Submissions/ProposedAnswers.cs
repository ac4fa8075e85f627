using System.Globalization;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Submissions;

/// <summary>
/// What a new draft begins with: from the address of the page, from the account, from an earlier submission of the same account. All of it can be
/// changed; what cannot be read is left out.
/// </summary>
public sealed class ProposedAnswers(AppDbContext db, SubmissionReader reader, FindAccountMail mail)
{
    private const int Longest = 500;

    /// <param name="query">The parameters of the page's address, by name.</param>
    internal async Task<JsonObject> ForAsync(FormPlan plan, Guid? accountId, IReadOnlyDictionary<string, string> query, CancellationToken cancel)
    {
        var answers = new JsonObject();
        var earlier = new Dictionary<string, JsonObject?>(StringComparer.Ordinal);
        foreach (var field in plan.Form.Pages.SelectMany(p => p.Fields))
        {
            JsonNode? value = field.Prefill switch
            {
                { Source: PrefillSource.Query } prefill => FromText(field.Type, query.GetValueOrDefault(prefill.Key ?? field.Id)),
                { Source: PrefillSource.Account, Attribute: PrefillAttribute.Mail } when accountId is { } id => await mail.HandleAsync(id, cancel),
                { Source: PrefillSource.Earlier } prefill when accountId is { } id => (await EarlierAsync(prefill.Procedure ?? plan.Procedure.Code, id))?[prefill.Key ?? field.Id]?.DeepClone(),
                _ => null,
            };
            if (value is not null)
                answers[field.Id] = value;
        }
        return answers;

        async Task<JsonObject?> EarlierAsync(string procedure, Guid account)
        {
            if (earlier.TryGetValue(procedure, out var known))
                return known;
            var submission = await db.Set<Submission>().AsNoTracking().Where(s => s.AccountId == account && s.ProcedureCode == procedure)
                .OrderByDescending(s => s.SubmittedAt).FirstOrDefaultAsync(cancel);
            return earlier[procedure] = submission is null ? null : (await reader.OpenAsync(submission, cancel)).Payload.Answers;
        }
    }

    private static JsonNode? FromText(FieldType type, string? text) => type switch
    {
        _ when text is not { Length: > 0 and <= Longest } => null,
        FieldType.Integer or FieldType.Yen or FieldType.Number =>
            decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : null,
        FieldType.YesNo => text is "true" or "false" ? JsonValue.Create(text == "true") : null,
        FieldType.Text or FieldType.LongText or FieldType.Choice or FieldType.Date or FieldType.Time or FieldType.Mail or FieldType.Phone or FieldType.PostalCode or FieldType.Kana or FieldType.Digits
            => JsonValue.Create(text),
        _ => null,
    };
}
