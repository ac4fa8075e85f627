using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElectronicApplication.Database.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Decisions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "DecisionAppeal",
                table: "Submissions",
                type: "character varying(3000)",
                maxLength: 3000,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsDrafted",
                table: "Submissions",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Mail",
                table: "StaffMembers",
                type: "character varying(254)",
                maxLength: 254,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "NoticeDueAt",
                table: "StaffMembers",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<DateTime>(
                name: "NoticedAt",
                table: "StaffMembers",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<string>(
                name: "Notices",
                table: "StaffMembers",
                type: "character varying(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "BulkItems",
                columns: table => new
                {
                    RunId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    ReceiptNumber = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    SeenVersion = table.Column<int>(type: "integer", nullable: false),
                    StepId = table.Column<Guid>(type: "uuid", nullable: true),
                    State = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Outcome = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BulkItems", x => new { x.RunId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "BulkRuns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    StaffId = table.Column<Guid>(type: "uuid", nullable: false),
                    StaffName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    Total = table.Column<int>(type: "integer", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    FinishedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    LeaseUntil = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BulkRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CaseChecks",
                columns: table => new
                {
                    SubmissionId = table.Column<Guid>(type: "uuid", nullable: false),
                    CheckId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    StaffName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseChecks", x => new { x.SubmissionId, x.CheckId });
                });

            migrationBuilder.CreateTable(
                name: "CaseMessages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SubmissionId = table.Column<Guid>(type: "uuid", nullable: false),
                    FromApplicant = table.Column<bool>(type: "boolean", nullable: false),
                    StaffName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    TextCipher = table.Column<byte[]>(type: "bytea", nullable: false),
                    HandledAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseMessages", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DecisionDrafts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SubmissionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Decision = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    ContentCipher = table.Column<byte[]>(type: "bytea", nullable: false),
                    State = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    DrafterId = table.Column<Guid>(type: "uuid", nullable: false),
                    DrafterName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    DraftedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Stage = table.Column<int>(type: "integer", nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DecisionDrafts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DecisionSteps",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DraftId = table.Column<Guid>(type: "uuid", nullable: false),
                    SubmissionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Stage = table.Column<int>(type: "integer", nullable: false),
                    Key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Role = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    OfficeId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    StaffId = table.Column<Guid>(type: "uuid", nullable: true),
                    StaffName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Queue = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    BarredId = table.Column<Guid>(type: "uuid", nullable: true),
                    State = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    ActedById = table.Column<Guid>(type: "uuid", nullable: true),
                    ActedByName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    ActedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ForId = table.Column<Guid>(type: "uuid", nullable: true),
                    ForName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    SeenAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    RemarkCipher = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DecisionSteps", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OfficeChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    FromOffice = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    ToOffice = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    EnteredBy = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OfficeChanges", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SavedFilters",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    StaffId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Query = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavedFilters", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "StaffAbsences",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    StaffId = table.Column<Guid>(type: "uuid", nullable: false),
                    DeputyId = table.Column<Guid>(type: "uuid", nullable: false),
                    From = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    EnteredBy = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StaffAbsences", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_BulkItems_RunId_State",
                table: "BulkItems",
                columns: new[] { "RunId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_BulkRuns_FinishedAt_LeaseUntil",
                table: "BulkRuns",
                columns: new[] { "FinishedAt", "LeaseUntil" });

            migrationBuilder.CreateIndex(
                name: "IX_BulkRuns_StaffId_CreatedAt",
                table: "BulkRuns",
                columns: new[] { "StaffId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_CaseMessages_FromApplicant_HandledAt_SubmissionId",
                table: "CaseMessages",
                columns: new[] { "FromApplicant", "HandledAt", "SubmissionId" });

            migrationBuilder.CreateIndex(
                name: "IX_CaseMessages_SubmissionId_At",
                table: "CaseMessages",
                columns: new[] { "SubmissionId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_DecisionDrafts_DrafterId_State",
                table: "DecisionDrafts",
                columns: new[] { "DrafterId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_DecisionDrafts_SubmissionId_State",
                table: "DecisionDrafts",
                columns: new[] { "SubmissionId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_DecisionSteps_DraftId",
                table: "DecisionSteps",
                column: "DraftId");

            migrationBuilder.CreateIndex(
                name: "IX_DecisionSteps_ForId_SeenAt_SubmissionId",
                table: "DecisionSteps",
                columns: new[] { "ForId", "SeenAt", "SubmissionId" });

            migrationBuilder.CreateIndex(
                name: "IX_DecisionSteps_State_Queue_SubmissionId",
                table: "DecisionSteps",
                columns: new[] { "State", "Queue", "SubmissionId" });

            migrationBuilder.CreateIndex(
                name: "IX_DecisionSteps_SubmissionId",
                table: "DecisionSteps",
                column: "SubmissionId");

            migrationBuilder.CreateIndex(
                name: "IX_OfficeChanges_On",
                table: "OfficeChanges",
                column: "On");

            migrationBuilder.CreateIndex(
                name: "IX_SavedFilters_StaffId",
                table: "SavedFilters",
                column: "StaffId");

            migrationBuilder.CreateIndex(
                name: "IX_StaffAbsences_DeputyId_Until",
                table: "StaffAbsences",
                columns: new[] { "DeputyId", "Until" });

            migrationBuilder.CreateIndex(
                name: "IX_StaffAbsences_StaffId_Until",
                table: "StaffAbsences",
                columns: new[] { "StaffId", "Until" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BulkItems");

            migrationBuilder.DropTable(
                name: "BulkRuns");

            migrationBuilder.DropTable(
                name: "CaseChecks");

            migrationBuilder.DropTable(
                name: "CaseMessages");

            migrationBuilder.DropTable(
                name: "DecisionDrafts");

            migrationBuilder.DropTable(
                name: "DecisionSteps");

            migrationBuilder.DropTable(
                name: "OfficeChanges");

            migrationBuilder.DropTable(
                name: "SavedFilters");

            migrationBuilder.DropTable(
                name: "StaffAbsences");

            migrationBuilder.DropColumn(
                name: "DecisionAppeal",
                table: "Submissions");

            migrationBuilder.DropColumn(
                name: "IsDrafted",
                table: "Submissions");

            migrationBuilder.DropColumn(
                name: "Mail",
                table: "StaffMembers");

            migrationBuilder.DropColumn(
                name: "NoticeDueAt",
                table: "StaffMembers");

            migrationBuilder.DropColumn(
                name: "NoticedAt",
                table: "StaffMembers");

            migrationBuilder.DropColumn(
                name: "Notices",
                table: "StaffMembers");
        }
    }
}
