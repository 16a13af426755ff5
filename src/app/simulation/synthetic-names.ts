// Words that names are made of. Every person and institution composed from them is invented.

export const MALE_NAMES =
  'Ahmad Andi Anton Arief Bagus Bambang Budi Dedi Dimas Eko Fajar Gunawan Hadi Hendra Ilham Iwan Joko Kornelius Lukman Markus Muhammad Nanang Paulus Petrus Rahmat Rizky Rudi Samsul Slamet Stefanus Sugeng Sutrisno Taufik Tono Wahyu Yohanes Yusuf Zainal'.split(
    ' ',
  );

export const FEMALE_NAMES =
  'Aisyah Ana Ayu Bertha Citra Dewi Dian Eka Elisabet Endang Fatimah Fitri Halimah Hasnah Indah Intan Juminah Kartini Lestari Lina Maria Mariana Martha Mulyani Nur Nurul Puji Rahmah Ratna Rina Rosdiana Salmah Sari Siti Sri Suryani Tuti Wati Yuliana Yuni'.split(
    ' ',
  );

export const SECOND_NAMES =
  'Akbar Alang Anyeq Arifin Asmara Baharuddin Bulan Cahyono Daeng Djau Effendi Firmansyah Gunadi Hamzah Handayani Hartono Hidayat Ibau Irawan Jalung Juliansyah Karim Kesuma Kurniawan Laing Lawing Lestari Lung Mahendra Maulana Melati Nugroho Nyuk Oktavia Permata Prasetyo Purnama Rahayu Ramadhan Saputra Setiawan Siswanto Subekti Sulaiman Susanto Syahrani Tamara Tandi Tarigas Ujang Utami Wibowo Widodo Wijaya Yahya'.split(
    ' ',
  );

export const INSTITUTION_WORDS = [
  'Embun Pagi',
  'Sinar Enggang',
  'Tunas Meranti',
  'Rimba Teduh',
  'Bunga Kantong',
  'Tepian Jernih',
  'Bukit Cahaya',
  'Kayu Ulin',
  'Mekar Pesisir',
  'Rumah Galam',
  'Pelita Hulu',
  'Anggrek Rimba',
  'Muara Tenang',
  'Batu Kembar',
  'Lembah Hijau',
  'Daun Salam',
  'Kembang Seroja',
  'Langit Senja',
  'Perahu Kita',
  'Taman Rotan',
] as const;

export const STREETS = [
  'Mawar',
  'Melati',
  'Kenanga',
  'Cempaka',
  'Anggrek',
  'Ulin',
  'Meranti',
  'Gaharu',
  'Enggang',
  'Pesut',
] as const;
