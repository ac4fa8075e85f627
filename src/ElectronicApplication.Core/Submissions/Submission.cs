using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Submissions;

public enum SubmissionStatus { AwaitingPayment, Received, UnderReview, CorrectionRequested, Granted, Refused, Dismissed, Withdrawn }

/// <summary>申請・届出. Answers are encrypted; the state changes only through the methods here.</summary>
public sealed class Submission
{
    public required Guid Id { get; init; }

    public required string ReceiptNumber { get; init; }

    public required string ProcedureCode { get; init; }

    public required Guid FormVersionId { get; init; }

    /// <summary>所管課.</summary>
    public required string OfficeId { get; set; }

    public required Channel Channel { get; init; }

    public SubmissionStatus Status { get; private set; }

    /// <summary>Null when nobody was signed in.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>SHA-256 of the access code of an anonymous submission.</summary>
    public byte[]? AccessCodeSha256 { get; init; }

    /// <summary>When the applicant submitted.</summary>
    public required DateTime SubmittedAt { get; init; }

    /// <summary>到達: when it counts as arrived. With a fee due beforehand, the moment of payment.</summary>
    public DateTime? ArrivedAt { get; private set; }

    public DateTime UpdatedAt { get; private set; }

    /// <summary>Until when it should be decided (<see cref="Deadline"/>); the time in which the applicant corrects it is added. Null until it has arrived, and where there is no such time.</summary>
    public DateTime? DueAt { get; private set; }

    /// <summary>Nothing is left to do: it is decided or withdrawn.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>担当者: who took it on.</summary>
    public Guid? AssigneeId { get; private set; }

    public string? AssigneeName { get; private set; }

    /// <summary>SHA-256 of the canonical payload (RFC 8785) as it was filed.</summary>
    public required byte[] PayloadSha256 { get; init; }

    public required WrappedKey Key { get; init; }

    /// <summary>The canonical payload as it was filed, encrypted; bound to <see cref="ContentBinding"/>.</summary>
    public required byte[] ContentCipher { get; init; }

    /// <summary>Mail address and certificate attributes (<see cref="SubmissionPerson"/>), encrypted; bound to <see cref="PersonBinding"/>.</summary>
    public byte[]? PersonCipher { get; init; }

    /// <summary>Of the mails about it: one of <see cref="ApplicantLanguage.All"/>.</summary>
    public string Language { get; init; } = ApplicantLanguage.Japanese;

    /// <summary>Yen; null when the procedure has no fee.</summary>
    public long? FeeYen { get; init; }

    /// <summary>How often it was corrected: what it says now is the <see cref="SubmissionRevision"/> of this number, or with 0 what was filed.</summary>
    public int Revision { get; private set; }

    /// <summary>処分の理由, as told to the applicant.</summary>
    public string? DecisionReason { get; private set; }

    /// <summary>廃棄: when its contents and its key were destroyed after the retention period. What is left is a skeleton.</summary>
    public DateTime? ErasedAt { get; private set; }

    /// <summary>教示, as told to the applicant with the decision.</summary>
    public string? DecisionAppeal { get; private set; }

    /// <summary>A decision is drafted and waits for those who approve it (<see cref="DecisionDraft"/>).</summary>
    public bool IsDrafted { get; private set; }

    /// <summary>Counts changes; two who change at once do not overwrite each other.</summary>
    public int Version { get; private set; }

    public string ContentBinding => $"submission.content:{Id:N}";

    public string PersonBinding => $"submission.person:{Id:N}";

    public bool IsDecided => Status is SubmissionStatus.Granted or SubmissionStatus.Refused or SubmissionStatus.Dismissed;

    /// <summary>Of what came on paper or from another system only the day of arrival is known: it stands at its beginning.</summary>
    public bool IsOfADay => Channel is Channel.Paper or Channel.OtherPortal or Channel.Migration && (SubmittedAt + JapanTime.Offset).TimeOfDay == TimeSpan.Zero;

    /// <summary>Withdrawal is possible in any state before the decision.</summary>
    public bool CanBeWithdrawn => !IsDecided && Status != SubmissionStatus.Withdrawn;

    /// <summary>First state: received at once, or waiting for a fee that is due beforehand.</summary>
    /// <param name="dueAt">Counts when it arrives at once.</param>
    /// <param name="now">What came on paper was submitted before it is entered here.</param>
    public void Submit(bool feeIsDueFirst, DateTime? dueAt, DateTime now)
    {
        DueAt = feeIsDueFirst ? null : dueAt;
        Status = feeIsDueFirst ? SubmissionStatus.AwaitingPayment : SubmissionStatus.Received;
        ArrivedAt = feeIsDueFirst ? null : SubmittedAt;
        UpdatedAt = now;
    }

    public Error? Receive(DateTime now, DateTime? dueAt)
    {
        if (Status != SubmissionStatus.AwaitingPayment)
            return SubmissionErrors.WrongStatus(Status);
        (ArrivedAt, DueAt) = (now, dueAt);
        return Move(SubmissionStatus.Received, now);
    }

    public Error? StartReview(DateTime now) =>
        Status == SubmissionStatus.Received ? Move(SubmissionStatus.UnderReview, now) : SubmissionErrors.WrongStatus(Status);

    public Error? AskCorrection(DateTime now) =>
        Status == SubmissionStatus.UnderReview ? Move(SubmissionStatus.CorrectionRequested, now) : SubmissionErrors.WrongStatus(Status);

    /// <summary>The applicant has corrected it, or need not any more.</summary>
    /// <param name="askedAt">Since when it was in the applicant's hands.</param>
    public Error? Return(bool isCorrected, DateTime askedAt, DateTime now)
    {
        if (Status != SubmissionStatus.CorrectionRequested)
            return SubmissionErrors.WrongStatus(Status);
        if (isCorrected)
            Revision++;
        DueAt += now - askedAt;
        return Move(SubmissionStatus.UnderReview, now);
    }

    /// <summary>起案: it stays under review, bound for a decision.</summary>
    public Error? Draft(DateTime now)
    {
        if (Status != SubmissionStatus.UnderReview || IsDrafted)
            return SubmissionErrors.WrongStatus(Status);
        Move(SubmissionStatus.UnderReview, now);
        IsDrafted = true;
        return null;
    }

    /// <summary>The draft is sent or taken back.</summary>
    public void Undraft(DateTime now) => Move(Status, now);

    public Error? Decide(SubmissionStatus decision, string? reason, DateTime now, string? appeal = null)
    {
        if (decision is not (SubmissionStatus.Granted or SubmissionStatus.Refused or SubmissionStatus.Dismissed))
            throw new ArgumentOutOfRangeException(nameof(decision), decision, "Not a decision.");
        if (Status is not SubmissionStatus.UnderReview)
            return SubmissionErrors.WrongStatus(Status);
        (DecisionReason, DecisionAppeal) = (reason, appeal);
        return Move(decision, now);
    }

    public Error? Withdraw(DateTime now) => CanBeWithdrawn ? Move(SubmissionStatus.Withdrawn, now) : SubmissionErrors.WrongStatus(Status);

    /// <summary>Nothing of it changes, but whoever is about to change it has to look again.</summary>
    internal void Hold() => Version++;

    /// <summary>移送: another office takes it over, and nobody there has taken it on yet.</summary>
    /// <param name="keepsDraft">The office only goes by another name: what is drafted goes on there.</param>
    public Error? Transfer(string office, DateTime now, bool keepsDraft = false)
    {
        if (IsClosed)
            return SubmissionErrors.WrongStatus(Status);
        OfficeId = office;
        (AssigneeId, AssigneeName) = (null, null);
        var isDrafted = IsDrafted && keepsDraft;
        Move(Status, now);
        IsDrafted = isDrafted;
        return null;
    }

    /// <summary>Whoever takes it on; null gives it back to the office.</summary>
    public void Assign(Guid? staffId, string? name) => (AssigneeId, AssigneeName) = (staffId, name);

    /// <summary>What this class may forget by itself; contents and key are emptied with it (<see cref="SubmissionErasure"/>).</summary>
    internal void Erase(DateTime now) => (ErasedAt, DecisionReason, DecisionAppeal, AssigneeId, AssigneeName, Version) = (now, null, null, null, null, Version + 1);

    private Error? Move(SubmissionStatus status, DateTime now)
    {
        Status = status;
        IsClosed = IsDecided || status == SubmissionStatus.Withdrawn;
        // Whatever moves a submission ends the draft of its decision.
        IsDrafted = false;
        UpdatedAt = now;
        Version++;
        return null;
    }

    internal sealed class Configuration : IEntityTypeConfiguration<Submission>
    {
        public void Configure(EntityTypeBuilder<Submission> entity)
        {
            entity.ToTable("Submissions");
            entity.Property(s => s.ReceiptNumber).HasMaxLength(20);
            entity.Property(s => s.ProcedureCode).HasMaxLength(64);
            entity.Property(s => s.OfficeId).HasMaxLength(64);
            entity.Property(s => s.AccessCodeSha256).HasMaxLength(32);
            entity.Property(s => s.PayloadSha256).HasMaxLength(32);
            entity.Property(s => s.Language).HasMaxLength(10).HasDefaultValue(ApplicantLanguage.Japanese);
            entity.Property(s => s.AssigneeName).HasMaxLength(200);
            entity.Property(s => s.DecisionReason).HasMaxLength(2000);
            entity.Property(s => s.DecisionAppeal).HasMaxLength(3000);
            entity.Property(s => s.Version).IsConcurrencyToken();
            entity.OwnsOne(s => s.Key, KeyColumns.Map);
            entity.HasIndex(s => s.ReceiptNumber).IsUnique();
            entity.HasIndex(s => new { s.AccountId, s.SubmittedAt });
            // Capacity counts a procedure's standing submissions by this one.
            entity.HasIndex(s => new { s.ProcedureCode, s.Status, s.SubmittedAt });
            // What is decided and waits for its notice, or for the end of its retention.
            entity.HasIndex(s => new { s.ProcedureCode, s.IsClosed, s.UpdatedAt, s.Id });
            // The worklists: of one office or of all, by state, by what is left to do, by person and by deadline. The id ends each, so that pages can be turned by key.
            entity.HasIndex(s => new { s.OfficeId, s.Status, s.SubmittedAt, s.Id });
            entity.HasIndex(s => new { s.OfficeId, s.IsClosed, s.SubmittedAt, s.Id });
            entity.HasIndex(s => new { s.Status, s.SubmittedAt, s.Id });
            entity.HasIndex(s => new { s.IsClosed, s.SubmittedAt, s.Id });
            entity.HasIndex(s => new { s.SubmittedAt, s.Id });
            // A day's reconciliation with the core systems.
            entity.HasIndex(s => s.ArrivedAt);
            entity.HasIndex(s => new { s.AssigneeId, s.IsClosed, s.SubmittedAt, s.Id });
            entity.HasIndex(s => new { s.OfficeId, s.IsClosed, s.DueAt, s.Id });
            entity.HasIndex(s => new { s.IsClosed, s.DueAt, s.Id });
            entity.HasIndex(s => new { s.OfficeId, s.Channel, s.SubmittedAt, s.Id });
        }
    }
}

/// <summary>Who submitted, as far as it is known. Kept apart from the answers, because notices need it and reviewers compare it.</summary>
/// <param name="Certificate">The four attributes of the 署名用 certificate, when it was used.</param>
public sealed record SubmissionPerson(string? Mail, CertificateHolder? Certificate);

/// <summary>基本4情報 as the certificate carries them. Substitutes: the certificate's character set lacks a character, so no exact comparison is possible.</summary>
/// <param name="Sex">1 male, 2 female, 0 unknown, 9 not applicable (ISO 5218).</param>
/// <param name="SerialNumber">Of the certificate, hexadecimal, by which a resident register finds the person; null in what was kept before it was noted.</param>
public sealed record CertificateHolder(string Name, bool NameHasSubstitutes, string Address, bool AddressHasSubstitutes, DateOnly BirthDate, int Sex, string? SerialNumber = null);
