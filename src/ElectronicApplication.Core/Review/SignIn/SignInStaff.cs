using System.Globalization;
using System.Net.Mail;
using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review.SignIn;

/// <param name="Secret">For the cookie; it is not stored.</param>
public sealed record StaffSession(string Secret, Reviewer Reviewer);

/// <summary>Takes over what the provider says about a staff member, and opens a session. Whoever has no role here gets none.</summary>
public sealed class SignInStaff(AppDbContext db, Sessions sessions, TimeProvider time)
{
    /// <summary>No procedure has such a code.</summary>
    private const string NoProcedure = "-";

    public async Task<Result<StaffSession>> HandleAsync(IdTokenClaims claims, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var row = await db.Set<StaffMember>().SingleOrDefaultAsync(s => s.Issuer == claims.Issuer && s.Subject == claims.Subject, cancel);
        var roles = claims.Roles.Where(StaffRoles.All.Contains).Distinct().ToList();
        if (roles.Count == 0)
            return await RefuseAsync(row, cancel);

        if (row is null)
            db.Add(row = new StaffMember { Id = Guid.CreateVersion7(now), Issuer = claims.Issuer, Subject = claims.Subject });
        row.Name = Shortened(string.IsNullOrWhiteSpace(claims.Name) ? "職員" : claims.Name.Trim(), 200);
        row.Roles = string.Join(' ', roles);
        row.Offices = string.Join(' ', claims.Offices.Where(IsOffice).Distinct().Take(25));
        row.Procedures = Procedures(claims.Procedures);
        row.Mail = claims.Mail is { Length: > 0 and <= 254 } mail && MailAddress.TryCreate(mail, out var parsed) && parsed.Address == mail ? mail : null;
        row.LastSignInAt = now.UtcDateTime;
        var reviewer = Reviewer.Of(row);
        db.Add(ActEntry.Of(reviewer.Act(), "staff.signed-in", null, now.UtcDateTime, row.Roles, shownToApplicant: false));
        // Saves row, act and session together.
        return new StaffSession(await sessions.OpenAsync(SessionKind.Staff, row.Id, cancel), reviewer);
    }

    /// <summary>Rights that the provider has taken away end at once, in every browser.</summary>
    private async Task<Result<StaffSession>> RefuseAsync(StaffMember? row, CancellationToken cancel)
    {
        if (row is not null)
        {
            (row.Roles, row.Offices, row.Procedures) = ("", "", "");
            await db.SaveChangesAsync(cancel);
            await sessions.CloseAllAsync(SessionKind.Staff, row.Id, cancel);
        }
        return ReviewErrors.NoRole;
    }

    /// <summary>A limit that names nothing we could know lets nothing through; it is never taken for no limit.</summary>
    private static string Procedures(IReadOnlyList<string> claimed) =>
        claimed.Count == 0 ? "" : string.Join(' ', claimed.Where(ProcedureCode.IsValid).Distinct().Take(60).DefaultIfEmpty(NoProcedure));

    private static bool IsOffice(string office) => office == "*" || (office.Length is > 0 and <= 64 && office.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'));

    private static string Shortened(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var letters = StringInfo.GetTextElementEnumerator(text);
        var end = 0;
        while (letters.MoveNext() && letters.ElementIndex + letters.GetTextElement().Length <= most)
            end = letters.ElementIndex + letters.GetTextElement().Length;
        return text[..end];
    }
}
